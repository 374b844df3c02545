/** 成绩卡: what a small quiz says at its end. The same words stand on the picture and beside it. */

export interface ResultWords {
  readonly title: string;
  readonly score: string;
  readonly praise: string;
  readonly when: string;
  /** One sentence for those who cannot see the picture, and to paste into a chat. */
  readonly sentence: string;
  /** Name of the file. */
  readonly file: string;
}

const PRAISE: readonly (readonly [from: number, say: string])[] = [
  [1, '全对，可以给别人讲了'],
  [0.8, '心里有数'],
  [0.6, '还差一点，看看解析'],
  [0, '重新认识一下，从第一讲读起'],
];

/**
 * The words for `right` of `total` (total at least 1) in the bank called `bank`, on `day` (`2026年12月4日`).
 * No name stands on the card: it says nothing about who answered.
 */
export function resultWords(bank: string, right: number, total: number, day: string): ResultWords {
  const praise = PRAISE.find(([from]) => right / total >= from)?.[1] ?? '';
  return {
    title: `${bank}小测`,
    score: `${right} / ${total}`,
    praise,
    when: day,
    sentence: `${day}，${bank}小测 ${total} 题答对 ${right} 题：${praise}。`,
    file: `${bank}小测-${right}-${total}.png`,
  };
}
