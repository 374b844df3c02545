/** `desk check --to-confirm`: what the bureau has to confirm or fill in, page by page. */
import { loadMaterial } from '../../checks/server/run.ts';
import { toConfirm } from '../../checks/to-confirm.ts';
import { dayInChinese, type Day } from '../../kernel/day.ts';

/** The list for the content below `root`, each thing with its page, file and field. */
export function toConfirmText(root: string, today: Day): string {
  const list = toConfirm(loadMaterial(root, today).material);
  const rows = list.map(({ file, line, field, page, say }) => `□ ${say}\n    ${page ? `页面 ${page}　` : ''}文件 ${file}:${line}　栏目 ${field}`);
  const files = new Set(list.map(({ file }) => file)).size;
  return [`待确认清单，${dayInChinese(today)}`, '', ...rows, '', `共 ${list.length} 件，在 ${files} 个文件里。确认以后改正文或者填上栏目，再删掉 confirm 里的那一行。`].join('\n');
}
