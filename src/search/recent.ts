/** 最近搜过: kept on this device only. */

/** Name in the browser's storage. */
export const RECENT_KEY = 'pufa-recent';
const MOST = 6;
const LONGEST = 60;

/** Reads what is stored; anything else than a list of texts is nothing. */
export function readRecent(stored: string | null): string[] {
  try {
    const list: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(list) ? list.filter((q): q is string => typeof q === 'string' && q !== '').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** The list with a question put first. */
export function withRecent(list: readonly string[], question: string): string[] {
  const asked = question.trim().slice(0, LONGEST);
  return asked === '' ? [...list] : [asked, ...list.filter((q) => q !== asked)].slice(0, MOST);
}
