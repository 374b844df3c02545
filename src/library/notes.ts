/**
 * 旁注: the notes of one page. A mark 〔劳动合同法21〕 becomes a small 〔一〕 in the text and, the
 * first time, a note with the provision's digest; the same provision again refers to that note.
 */
import { Margin } from './margin.ts';
import { articleName, articlePath, basisKey, chineseNumeral, type Basis, type Mark } from './cite.ts';

/** What a note says of a provision. */
export interface Provision {
  readonly basis: Basis;
  /** Short name of the law. */
  readonly law: string;
  /** The article in our words; `undefined` when the register has none yet. */
  readonly digest: string | undefined;
  /** Pages of ours that rest on it. */
  readonly citedBy: number;
}

/** Looks a mark up in the register; `undefined` for a law that it does not hold. */
export type FindProvision = (mark: Pick<Mark, 'short' | 'article'>) => Provision | undefined;

/** How to write an address of ours (`#ui/href.ts`). */
export type WriteHref = (path: string) => string;

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

/** Numbers the notes of one page in the order in which they are first referred to. */
export class NoteBook {
  readonly #find: FindProvision;
  readonly #href: WriteHref;
  readonly #numbers = new Map<string, number>();
  readonly #margin = new Margin();
  #due: { readonly n: number; readonly provision: Provision }[] = [];

  constructor(find: FindProvision, href: WriteHref) {
    this.#find = find;
    this.#href = href;
  }

  /** HTML of the reference, or `undefined` when the law is not in the register. The note itself falls due. */
  refer(mark: Pick<Mark, 'short' | 'article'>): string | undefined {
    const provision = this.#find(mark);
    if (!provision) return undefined;
    const key = basisKey(provision.basis);
    let n = this.#numbers.get(key);
    if (n === undefined) {
      n = this.#numbers.size + 1;
      this.#numbers.set(key, n);
      this.#due.push({ n, provision });
    }
    const no = `〔${chineseNumeral(n)}〕`;
    // The word joiner keeps the mark on the line of the word before it.
    return `\u2060<a class="ref" href="#n${n}" aria-label="${no}${escapeHtml(nameOf(provision))}">${no}</a>`;
  }

  /**
   * HTML of the notes fallen due since the last call, to stand right after what refers to them;
   * empty when none. `height` is what the text they belong to takes up on the page, in rem.
   */
  take(height: number): string {
    const notes = this.#due.map(({ n, provision }) => noteHtml(n, provision, !this.#margin.holds(noteHeight(provision)), this.#href));
    this.#margin.pass(height);
    this.#due = [];
    return notes.length > 0 ? `<div class="notes">${notes.join('')}</div>` : '';
  }
}

const nameOf = (p: Provision): string => `${p.law} ${articleName(p.basis.article)}`;

/** One note; a brief one stays folded in the margin too. The anchor is inside, so that following it opens a folded note. */
function noteHtml(n: number, p: Provision, brief: boolean, href: WriteHref): string {
  const digest = p.digest ? `${escapeHtml(p.digest)} ` : '';
  const more = p.citedBy > 1 ? `引用本条：${p.citedBy} 篇` : '看本条';
  return (
    `<details class="note${brief ? ' brief' : ''}"><summary><span>〔${chineseNumeral(n)}〕</span>${escapeHtml(nameOf(p))}</summary>` +
    `<div class="note-in" id="n${n}"><p>${digest}<a class="nowrap" href="${href(articlePath(p.basis))}">${more}</a></p></div></details>`
  );
}

/** Height of an open note in rem: its name, and its digest at about 22 characters a line. */
const noteHeight = (p: Provision): number => 1.2 + 1.44 * (Math.ceil((nameOf(p).length + 3) / 21) + Math.ceil(((p.digest?.length ?? 0) + 7) / 22));
