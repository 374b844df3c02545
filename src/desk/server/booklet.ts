/** `desk booklet`: the printed book as a file. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setBooklet } from '../../library/server/booklet/make.ts';

/** Sets the book of the content below `root` and writes it to the file that `args` name, seen from `cwd`; `--tagged` beside it makes one for screen readers. */
export function bookletFile(root: string, args: readonly string[], cwd: string): { readonly text: string; readonly made: boolean } {
  const tagged = args.includes('--tagged');
  const [file, ...more] = args.filter((arg) => arg !== '--tagged');
  if (more.length > 0) return { text: `一次写一个文件，不认识“${more.join(' ')}”。文件名里有空格的，前后加英文双引号。`, made: false };
  if (!file?.toLowerCase().endsWith('.pdf')) return { text: '请写明要生成的文件，以 .pdf 结尾，例如：npm run desk -- booklet 问答.pdf', made: false };
  const { pdf, pages, missing } = setBooklet(root, tagged);
  try {
    writeFileSync(resolve(cwd, file), pdf);
  } catch {
    return { text: `写不进“${file}”。请看看文件夹是否存在，文件是不是正开着。`, made: false };
  }
  const boxes = missing.length > 0 ? `\n这些字随带的字体里没有，印出来可能是方框，请核对：${missing.join(' ')}` : '';
  return { text: `已写好 ${file}：${pages} 页，${(pdf.length / 1e6).toFixed(1)} MB${tagged ? '，带读屏标签' : ''}。${boxes}`, made: true };
}
