/**
 * 旁注: the notes of one page. A mark 〔劳动合同法21〕 becomes a small 〔一〕 in the text and, the
 * first time, a note with the provision's digest; the same provision again refers to that note.
 */
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
  #due: string[] = [];

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
      this.#due.push(noteHtml(n, provision, this.#href));
    }
    const no = `〔${chineseNumeral(n)}〕`;
    // The word joiner keeps the mark on the line of the word before it.
    return `\u2060<a class="ref" href="#n${n}" aria-label="${no}${escapeHtml(nameOf(provision))}">${no}</a>`;
  }

  /** HTML of the notes fallen due since the last call, to stand right after what refers to them; empty when none. */
  take(): string {
    if (this.#due.length === 0) return '';
    const html = `<div class="notes">${this.#due.join('')}</div>`;
    this.#due = [];
    return html;
  }
}

const nameOf = (p: Provision): string => `${p.law} ${articleName(p.basis.article)}`;

/** One note. The anchor is inside, so that following it opens a folded note. */
function noteHtml(n: number, p: Provision, href: WriteHref): string {
  const more = p.citedBy > 1 ? `看引用本条的全部内容（${p.citedBy}）` : '在法规台账里看本条';
  return (
    `<details class="note"><summary><span>〔${chineseNumeral(n)}〕</span>${escapeHtml(nameOf(p))}</summary>` +
    `<div class="note-in" id="n${n}">${p.digest ? `<p>${escapeHtml(p.digest)}</p>` : ''}<a href="${href(articlePath(p.basis))}">${more}</a></div></details>`
  );
}
