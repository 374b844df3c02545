/** HTML inside other people's questions, made plain text. */

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ', ensp: ' ', emsp: ' ', hellip: '…', mdash: '—', ndash: '–', ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', middot: '·', times: '×', deg: '°', yen: '¥', sect: '§' };

/** Character references (the named ones in use, and numbers) as characters; anything else stays as written. */
export function readReferences(text: string, named: Readonly<Record<string, string>> = NAMED): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{1,10}));/g, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(named, name) ? (named[name] ?? whole) : whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}

/** Text of the HTML, a line for each paragraph; `lost` names what has no place in plain text. */
export function plainOf(html: string): { readonly text: string; readonly lost: readonly string[] } {
  const lost = [
    ...(/<(img|svg|object|embed|video|audio|iframe)\b/i.test(html) ? ['图片或影音'] : []),
    ...(/<table\b/i.test(html) ? ['表格'] : []),
    ...(/<math\b|\\\(|\$\$/i.test(html) ? ['公式'] : []),
  ];
  const text = html
    .replace(/<(script|style)\b[^>]*>[\s\S]*?(<\/\1\s*>|$)/gi, '')
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .replace(/\s+/g, ' ')
    .replace(/<(br|hr)\b[^>]*>|<\/(p|div|li|tr|h[1-6]|ul|ol|pre|blockquote)\s*>/gi, '\n')
    .replace(/<\/t[dh]\s*>/gi, ' ')
    .replace(/<\/?[a-z][^>]*>/gi, '');
  return { text: readReferences(text).replace(/[ \u00a0]*\n[ \u00a0]*/g, '\n').replace(/\n{2,}/g, '\n').trim(), lost };
}
