/** What a whole file takes where it is silent, as typed on the command line or in the form. Pure. */
import type { Defaults } from '../quiz/formats/plan.ts';

export interface Typed {
  readonly basis?: string | undefined;
  readonly page?: string | undefined;
  readonly difficulty?: string | undefined;
  readonly explanation?: string | undefined;
}

/** The defaults, or the sentence that says what is wrong. Empty texts are no defaults. Whether law and page exist, the checks say. */
export function defaultsFrom({ basis = '', page = '', difficulty = '', explanation = '' }: Typed): Defaults | { readonly say: string } {
  const provisions = basis.split(/[;；,，、\s]+/).filter(Boolean).map((part) => /^([a-z0-9-]+)[:：](\d{1,4}(?:-\d{1,2})?)$/.exec(part));
  if (provisions.some((p) => p === null)) return { say: `依据“${basis}”读不懂。写成 labour-contract-law:47 的样子，几条之间用分号隔开。` };
  if (difficulty.trim() !== '' && !/^[1-5]$/.test(difficulty.trim())) return { say: `难度“${difficulty}”不对，写 1 到 5。` };
  return {
    basis: provisions.length > 0 ? provisions.map((p) => ({ law: p?.[1] ?? '', article: p?.[2] ?? '' })) : undefined,
    page: page.trim() || undefined,
    difficulty: difficulty.trim() === '' ? undefined : Number(difficulty),
    explanation: explanation.trim() || undefined,
  };
}
