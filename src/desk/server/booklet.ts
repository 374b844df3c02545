/** `desk booklet`: the printed book as a file. */
import { writeFileSync } from 'node:fs';
import { setBooklet } from '../../library/server/booklet/make.ts';

/** Sets the book of the content below `root` and writes it to `file`. */
export function bookletFile(root: string, file: string | undefined): { readonly text: string; readonly made: boolean } {
  if (!file?.toLowerCase().endsWith('.pdf')) return { text: '请写明要生成的文件，以 .pdf 结尾，例如：npm run desk -- booklet 问答.pdf', made: false };
  const { pdf, pages, missing } = setBooklet(root);
  try {
    writeFileSync(file, pdf);
  } catch {
    return { text: `写不进“${file}”。请看看文件夹是否存在，文件是不是正开着。`, made: false };
  }
  const boxes = missing.length > 0 ? `\n这些字随带的字体里没有，印出来可能是方框，请核对：${missing.join(' ')}` : '';
  return { text: `已写好 ${file}：${pages} 页，${(pdf.length / 1e6).toFixed(1)} MB。${boxes}`, made: true };
}
