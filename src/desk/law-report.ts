/** What `desk import law` says about a text: title, articles, differences, what we rest on it, complaints. */
import { basisKey, articleName } from '../library/cite.ts';
import type { Law } from '../library/schema.ts';
import { changesBetween, compareWithRegister, lawNamed, partOf, plainTitle, type Changes } from '../library/statute-register.ts';
import type { Statute } from '../library/statute.ts';

/** What rests on a provision, by `basisKey`. */
export type Resting = ReadonlyMap<string, { readonly pages: number; readonly questions: number }>;

export interface LawReportInput {
  /** Name of the file as given. */
  readonly file: string;
  /** The decoded text, for quoting lines. */
  readonly text: string;
  readonly unit: '行' | '段';
  readonly statute: Statute;
  readonly laws: readonly Law[];
  /** `--law`: the id that the editor named. */
  readonly given: string | undefined;
  readonly resting: Resting;
  /** The text kept before, when there is one. */
  readonly before: Statute | undefined;
}

/** Which law the text is, as far as its opening and the editor say. */
export interface Meant {
  readonly law: Law | undefined;
  /** Id under which the text would be kept; a part has its span in the name. */
  readonly keepAs: string | undefined;
  /** Chinese, when the text and `--law` name two different laws. */
  readonly clash: string | undefined;
}

/** Finds the law: `--law` first, else the title. */
export function lawMeant(statute: Statute, laws: readonly Law[], given: string | undefined): Meant {
  const named = lawNamed(statute, laws);
  const law = given === undefined ? named : laws.find((l) => l.id === given);
  const id = given ?? named?.id;
  const clash = given !== undefined && named && named.id !== given ? `文本的标题是“${named.title}”（${named.id}），--law 写的却是 ${given}。请核对是哪一部。` : undefined;
  const part = partOf(statute);
  return { law, keepAs: id && (part ? `${id}.${part.from}-${part.to}` : id), clash };
}

export interface LawReport {
  readonly text: string;
  /** Complaints about the text itself: it is not kept. */
  readonly faulty: boolean;
  /** Something to look at: complaints, differences, a law that the register lacks. */
  readonly clean: boolean;
}

const QUOTED = 18;
const names = (articles: readonly string[]) => articles.map(articleName).join('、');

/** The report in Chinese. */
export function lawReport(input: LawReportInput): LawReport {
  const { statute, unit, laws, given, before } = input;
  const { law, clash } = lawMeant(statute, laws, given);
  const part = partOf(statute);
  const lines = input.text.split(/\r?\n/);
  const complaints = statute.complaints.map(({ line, message }) => {
    const quoted = (lines[line - 1] ?? '').trim();
    return `第 ${line} ${unit}${quoted ? `“${quoted.length > QUOTED ? `${quoted.slice(0, QUOTED)}…` : quoted}”` : ''}：${message}`;
  });
  if (clash) complaints.unshift(clash);
  const differences = law ? compareWithRegister(statute, law) : [];
  const section = (title: string, rows: readonly string[], none: string) => (rows.length === 0 ? ['', `${title}：${none}`] : ['', `${title}（${rows.length} 处）`, ...rows.map((row) => `  ${row}`)]);
  const text = [
    `文本　${input.file}`,
    `标题　${titleFound(statute, law) ?? '没有找到'}${part ? `（部分：${part.name}）` : ''}`,
    `台账　${law ? `${law.id}　content/laws/${law.id}.yaml` : `没有登记${given === undefined ? '；要保存文本，请加 --law <编号>，例如 --law labour-law' : `编号 ${given}`}`}`,
    `条文　${countOf(statute)}${law ? `；台账${law.articles ? `记全文 ${law.articles} 条` : '的条数待核'}` : ''}`,
    ...section('文本的问题', complaints, '没有'),
    ...(law ? section('与台账不同', differences, '没有') : []),
    ...(law ? citedRows(input, law) : []),
    ...(before ? changeRows(changesBetween(before, statute), law?.id ?? given) : []),
  ].join('\n');
  return { text, faulty: complaints.length > 0, clean: complaints.length + differences.length === 0 && law !== undefined };
}

/** The line of the opening that is the law's name, else the first line. */
function titleFound(statute: Statute, law: Law | undefined): string | undefined {
  return (law && statute.opening.find((line) => plainTitle(line) === plainTitle(law.title))) ?? statute.title;
}

/** `98 条，第一条至第九十八条，8 章`. */
function countOf({ articles }: Statute): string {
  const [first, last] = [articles[0], articles.at(-1)];
  if (!first || !last) return '0 条';
  const inserted = articles.filter((a) => a.article.includes('-')).length;
  const chapters = new Set(articles.map((a) => a.headings.join(' / ')).filter(Boolean)).size;
  return `${articles.length} 条，${articleName(first.article)}至${articleName(last.article)}${inserted > 0 ? `，其中“之一”一类 ${inserted} 条` : ''}${chapters > 0 ? `，分在 ${chapters} 个章节` : ''}`;
}

/** The articles that our content rests on and that the text has, each with our digest beside the beginning of the text. */
function citedRows({ statute, resting, unit }: LawReportInput, law: Law): string[] {
  const cited = statute.articles.filter((a) => resting.has(basisKey({ law: law.id, article: a.article })) || a.article in law.digests);
  if (cited.length === 0) return ['', '本站引用的条文：没有'];
  const rows = cited.flatMap((a) => {
    const { pages = 0, questions = 0 } = resting.get(basisKey({ law: law.id, article: a.article })) ?? {};
    const count = [pages > 0 && `${pages} 页`, questions > 0 && `${questions} 题`].filter(Boolean).join('、');
    return [`  ${articleName(a.article)}　${count || '没有引用'}　（文本第 ${a.line} ${unit}）`, `      要点：${law.digests[a.article] ?? '还没有写'}`];
  });
  return ['', `本站引用或者写了要点的条文（${cited.length} 条），请对着文本看要点说得准不准：`, ...rows];
}

function changeRows({ added, removed, changed }: Changes, id: string | undefined): string[] {
  const rows = [
    ...(changed.length > 0 ? [`  改了：${names(changed)}`] : []),
    ...(added.length > 0 ? [`  多了：${names(added)}`] : []),
    ...(removed.length > 0 ? [`  少了：${names(removed)}`] : []),
  ];
  if (rows.length === 0) return ['', '与上次保存的文本相比：条文一样'];
  const look = [...changed, ...removed];
  return ['', '与上次保存的文本相比', ...rows, ...(look.length > 0 && id ? [`  看影响到哪些内容：npm run desk -- impact ${id} ${look.join(' ')}`] : [])];
}
