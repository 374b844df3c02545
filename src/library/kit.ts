/**
 * 活动资料包: the sheets of an activity as HTML, made once and used twice, on the page and in
 * the ZIP. Pure; what it needs of the site comes in as functions. No question stands in it.
 */
import type { Basis } from './cite.ts';
import { escapeHtml } from './notes.ts';
import type { Kit } from './schema-rooms.ts';

export interface KitSite {
  /** `宪法第四十三条`. */
  readonly nameOf: (basis: Basis) => string;
  /** Address of a page as a reader elsewhere needs it, `https://…/constitution/`. */
  readonly addressOf: (path: string) => string;
  readonly titleOf: (page: string) => string;
  /** A QR code of a page with its address in letters, as HTML. */
  readonly codeHtml: (path: string, label: string) => string;
  /** The site's name. */
  readonly name: string;
}

/** One sheet; `id` is its anchor and the name under which it prints alone. */
export interface KitSheet {
  readonly id: 'agenda' | 'points' | 'poster' | 'signin';
  readonly title: string;
  readonly html: string;
}

const esc = escapeHtml;

const basisHtml = (site: KitSite, basis: readonly Basis[]): string => (basis.length > 0 ? `<span class="kit-basis">${esc(basis.map(site.nameOf).join('、'))}</span>` : '');

function agendaHtml(kit: Kit, site: KitSite): string {
  const one = (a: Kit['activities'][number]): string => {
    let from = 0;
    const rows = a.steps.map((step) => {
      const row = `<tr><td class="kit-time">第 ${from}—${from + step.minutes} 分钟</td><td>${esc(step.do)} ${basisHtml(site, step.basis)}</td></tr>`;
      from += step.minutes;
      return row;
    });
    return `<h3>${esc(a.name)}（${a.minutes} 分钟）</h3><p>谁来：${esc(a.who)}。要带：${esc(a.need.join('、'))}。</p><table class="kit-table"><caption class="unseen">${esc(a.name)}的议程</caption><tr><th scope="col">时间</th><th scope="col">做什么</th></tr>${rows.join('')}</table>`;
  };
  return kit.activities.map(one).join('');
}

const pointsHtml = (kit: Kit, site: KitSite): string =>
  `<p>一句一件事，照着自己的话说。拿不准的别发挥，请人扫码看原页。</p><ol class="kit-points">${kit.points.map((p) => `<li>${esc(p.say)} ${basisHtml(site, p.basis)}</li>`).join('')}</ol><p>细讲看：${[...new Set(kit.points.map((p) => p.page))].map((page) => `《<a href="${esc(site.addressOf(`/${page}/`))}">${esc(site.titleOf(page))}</a>》`).join('')}</p>`;

const posterHtml = (kit: Kit, site: KitSite): string =>
  `<p class="kit-poster-title">${esc(kit.poster.title)}</p><ul class="kit-poster">${kit.poster.lines.map((l) => `<li><b>${esc(l.say)}</b>${basisHtml(site, l.basis)}</li>`).join('')}</ul><p class="kit-day">12 月 4 日 国家宪法日</p>${site.codeHtml('/constitution/', '扫码看宪法怎么管你的事')}`;

function signInHtml(kit: Kit): string {
  const head = kit.signIn.columns.map((c) => `<th scope="col">${esc(c)}</th>`).join('');
  const blank = kit.signIn.columns.map(() => '<td></td>').join('');
  const rows = Array.from({ length: kit.signIn.rows }, (_, i) => `<tr><td class="kit-no">${i + 1}</td>${blank}</tr>`).join('');
  return `<p>活动：＿＿＿＿＿＿＿＿　地点：＿＿＿＿＿＿＿＿　日期：＿＿＿＿年＿＿月＿＿日</p><table class="kit-table kit-signin"><caption class="unseen">签到</caption><tr><th scope="col">序号</th>${head}</tr>${rows}</table><p>不收身份证号。留电话只为回答您的问题，活动后由组织的人保管。</p>`;
}

/** The sheets in the order in which an organiser needs them. */
export const kitSheets = (kit: Kit, site: KitSite): readonly KitSheet[] => [
  { id: 'agenda', title: '议程', html: agendaHtml(kit, site) },
  { id: 'points', title: '讲话要点', html: pointsHtml(kit, site) },
  { id: 'poster', title: '海报', html: posterHtml(kit, site) },
  { id: 'signin', title: '签到表', html: signInHtml(kit) },
];

/** A sheet as a file that opens in any browser, without the site. `css` is that of the page's sheets. */
export const sheetFile = (sheet: KitSheet, kit: Kit, css: string): string =>
  `<!doctype html>\n<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${esc(sheet.title)} · ${esc(kit.title)}</title><style>body{font:16px/1.7 sans-serif;max-width:46rem;margin:1rem auto;padding:0 1rem;color:#000;background:#fff}.unseen{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}${css}</style><h1>${esc(sheet.title)}</h1>${sheet.html}</html>\n`;

/** The sign-in list for a spreadsheet; the byte order mark tells Excel that it is UTF-8. */
export const signInCsv = (kit: Kit): string =>
  `\uFEFF${[['序号', ...kit.signIn.columns], ...Array.from({ length: kit.signIn.rows }, (_, i) => [String(i + 1), ...kit.signIn.columns.map(() => '')])].map((row) => row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n')}\r\n`;

/** What to do with the files, in plain text. */
export const kitReadme = (kit: Kit, site: KitSite): string =>
  [
    `${kit.title}（${site.name}）`,
    '',
    '一、双击打开 .html 文件，按 Ctrl+P 打印。海报印 A4，贴在人眼的高度。',
    '二、签到表也可以用 签到表.csv，在表格软件里改栏目。',
    `三、题目单每次现抽，不在包里：打开 ${site.addressOf('/constitution/paper/')} 打印。`,
    `四、答案和解析：打开 ${site.addressOf('/practice/')}，选“宪法”，做一题看一题。`,
    '五、今年宣传周的日期和主题，以当年的正式通知为准，通知没到就不写。',
    '',
    `内容核对日期：${kit.verified}。下次复核：${kit.review}。过了这天，请先到网站上看有没有新的一份。`,
    '',
  ].join('\r\n');
