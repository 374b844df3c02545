/** Where a Chinese title may break: between words, not in the middle of one. */

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/** The title cut into words; joined again they are the title. Punctuation stays with the word before it, opening quotes with the one after. */
export function wordsOf(title: string): string[] {
  const out: string[] = [];
  let opened = false;
  for (const { segment, isWordLike } of segmenter.segment(title)) {
    const last = out.length - 1;
    const opens = /^[“‘（《〔【]+$/.test(segment);
    if (opened || (!isWordLike && !opens && last >= 0)) out[Math.max(last, 0)] = (out[last] ?? '') + segment;
    else out.push(segment);
    opened = opens;
  }
  return out;
}
