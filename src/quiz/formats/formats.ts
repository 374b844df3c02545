/** The file formats of banks, by the names the command line and the pages use. */
export interface Format {
  readonly name: string;
  readonly extension: string;
  /** Media type of a download. */
  readonly type: string;
  /** What it has no place for, said to editors; empty when it carries everything. */
  readonly loses: string;
}

export const FORMATS = {
  xlsx: { name: 'Excel 表格', extension: 'xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', loses: '' },
  csv: { name: 'CSV 表格', extension: 'csv', type: 'text/csv; charset=utf-8', loses: '' },
  gift: { name: 'GIFT', extension: 'gift.txt', type: 'text/plain; charset=utf-8', loses: '没有排序题、材料题和几个空的填空题' },
  moodle: { name: 'Moodle XML', extension: 'moodle.xml', type: 'application/xml; charset=utf-8', loses: '没有材料题和几个空的填空题' },
  aiken: { name: 'Aiken', extension: 'aiken.txt', type: 'text/plain; charset=utf-8', loses: '只有题干、选项和答案；没有题号、解析、依据、页面、难度，也没有多选题' },
  qti2: { name: 'QTI 2.2', extension: 'qti22.zip', type: 'application/zip', loses: '只有单选、多选和判断题；连着的几个空格会并成一个' },
  qti3: { name: 'QTI 3.0', extension: 'qti30.zip', type: 'application/zip', loses: '只有单选、多选和判断题；连着的几个空格会并成一个' },
} as const satisfies Record<string, Format>;
export type FormatId = keyof typeof FORMATS;
export const FORMAT_IDS = Object.keys(FORMATS) as FormatId[];

export const isFormat = (text: string): text is FormatId => Object.hasOwn(FORMATS, text);

/** What a text is, by what stands in it; its name decides only between texts that could be either. */
export function textFormat(text: string, fileName: string): 'csv' | 'gift' | 'moodle' | 'qti' | 'aiken' | undefined {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('<')) return /<(\w+:)?(qti-)?assessment-?item[\s>]/i.test(start.slice(0, 4000)) ? 'qti' : 'moodle';
  const [head = ''] = start.split(/\r?\n/);
  if (/\.(csv|tsv)$/i.test(fileName) || (/题干|题目|题号/.test(head) && /[,\t;，]/.test(head))) return 'csv';
  if (/^\s*(ANSWER|答案|正确答案)\s*[:：]/im.test(start) && !/(^|[^\\])\{/.test(start)) return 'aiken';
  if (/(^|[^\\])\{/.test(start) || /^\s*(::|\/\/|\$CATEGORY)/m.test(start)) return 'gift';
  return /^\s*[A-H][.)．、]/m.test(start) ? 'aiken' : undefined;
}
