/** `desk stale`: what has gone without a fresh look for too long, column by column. */
import { staleReport, type ColumnState } from '../../checks/stale.ts';
import { dayInChinese, type Day } from '../../kernel/day.ts';
import { loadLibrary } from '../../library/server/load.ts';

export interface StaleText {
  readonly text: string;
  /** Whether a column or a page is late. */
  readonly late: boolean;
}

/** The report on the content below `root`. */
export function staleText(root: string, today: Day): StaleText {
  const { library, sources } = loadLibrary(root);
  const columns = staleReport(library, today);
  const line = ({ title, newest, due, stale }: ColumnState): string =>
    newest && due ? `${stale ? '超期' : '正常'}　${title}：最近核对 ${newest}，${stale ? `${dayInChinese(due)}就该更新` : `最迟 ${dayInChinese(due)}更新`}。` : `超期　${title}：还没有内容。`;
  const rows = columns.flatMap((column) => [line(column), ...column.overdue.map(({ key, title, due }) => `        ${sources.get(key)?.file ?? key}  ${dayInChinese(due)}应当复核：${title}`)]);
  const pages = columns.reduce((sum, column) => sum + column.overdue.length, 0);
  const late = columns.filter((column) => column.stale).length;
  const end = late + pages === 0 ? '没有超期的栏目和页面。' : `${late} 个栏目超期，${pages} 页应当复核。重新核对后改 verified（页面还要改 review）；首页按全站最近一次核对计算。`;
  return { text: [`栏目更新情况，${dayInChinese(today)}：首页两周、其余栏目半年。`, '', ...rows, '', end].join('\n'), late: late + pages > 0 };
}
