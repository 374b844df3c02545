/** Names of the desk's commands and their help. */
import { nearest } from '../checks/near.ts';

export const COMMANDS = {
  check: { usage: 'check [路径…] [--to-confirm]', say: '检查全部内容、题库和计划；写路径就只列出那些文件的问题\n      --to-confirm：只列出要请业务科室确认、填写的事，每条写明页面和栏目' },
  new: { usage: 'new qa|safety|constitution <名字>', say: '新写一页，例如 new qa wages/night-shift' },
  stale: { usage: 'stale', say: '列出久未更新的栏目（首页两周、其余半年）和该复核的页面；有超期的，退出码为 1' },
  booklet: { usage: 'booklet <文件.pdf> [--tagged]', say: '把《企业劳动用工问答》排成一本 A5 的 PDF（两页拼一张 A4 打印）；--tagged 给读屏软件用，文件大一倍多' },
  paper: { usage: 'paper <组卷规则> --out <文件夹> [--count 份数] [--seed 种子 | --number 卷号]', say: '印纸笔考试的卷子：试题、答题卡、答案各一份 PDF，带卷号' },
  import: {
    usage: 'import law <文件> [--law 编号]\n  npm run desk -- import bank <题库> <文件> [--apply]\n  npm run desk -- import people <文件> --by <经办人工号> [--complete <单位>] [--leave <工号,…>] [--apply --passwords <文件.xlsx>]',
    say: 'law：对照台账检查一份法规文本（.md .txt .docx），文本留在数据文件夹，不改内容\n      bank：核对一份试题（Excel、CSV、GIFT、Moodle XML、Aiken、QTI），加 --apply 才写进题库\n      people：核对一份人员名单（Excel、CSV），列出新开、改动和名单里没有的人，加 --apply 才导入；初始密码写进 --passwords 的文件',
  },
  export: { usage: 'export bank <题库> --format xlsx|csv|gift|moodle|aiken|qti2|qti3 --out <文件>', say: '把一个题库导出成文件，含答案和考试专用题' },
  template: { usage: 'template bank --out <文件.xlsx>', say: '写一份可以照填的试题模板，带下拉列表和填写说明' },
  impact: { usage: 'impact <法> [条号…]', say: '列出依据这些条文的页面、试题和要点，例如 impact labour-contract-law 14 82' },
  remark: { usage: 'remark <题号> --from <修订版> [--remedy new-key|give-all|take-out] [--sitting 年/场次] [--apply --reason 原因]', say: '试算一道题改了答案以后谁的成绩会变；加 --apply 才重新判分，有人吃亏的等第二个人同意' },
  'verify-ledger': { usage: 'verify-ledger [--keep 文件] [--against 文件]', say: '核验学分台账：每一笔没有被改过，每个余额等于按流水重算；--keep 存下指纹，--against 与上次存下的对照' },
  plan: { usage: 'plan list | plan show <年> [版本] | plan preview <年> [--apply --note 原因]', say: '列出、取出年度计划的版本；看改了的计划文件会影响谁；加 --apply 才生效' },
  retention: { usage: 'retention [--dry-run]', say: '删除保存期限已到的资料（服务器每天自己做一次）；--dry-run 只列出会删多少' },
  'close-year': { usage: 'close-year <年度> [--public-key 文件]', say: '封存一个已经结束的年度：每个人的达标情况原样存一份并签名' },
  'verify-close': { usage: 'verify-close <封存文件> [--key 公钥文件]', say: '核对下载的封存文件：签名和每一行都没有改过' },
  help: { usage: 'help', say: '显示这一页' },
} as const;

export type CommandName = keyof typeof COMMANDS;

/** The command meant, or the sentence to say when there is none. */
export function readCommand(given: string | undefined): { name: CommandName } | { unknown: string } {
  if (given === undefined || given === '--help' || given === '-h') return { name: 'help' };
  const names = Object.keys(COMMANDS) as CommandName[];
  const name = names.find((n) => n === given);
  if (name) return { name };
  const meant = nearest(given, names);
  return { unknown: `没有“${given}”这个命令。${meant ? `是不是“${meant}”？` : ''}\n\n${helpText()}` };
}

/** What `desk help` prints. */
export function helpText(): string {
  const rows = Object.values(COMMANDS).map(({ usage, say }) => `  npm run desk -- ${usage}\n      ${say}`);
  return `编辑台\n\n${rows.join('\n')}\n\n怎么写内容，见 content/README.md。`;
}
