/**
 * 大字 · 高对比 · 深色: what a reader prefers, kept in `localStorage` on the device alone.
 *
 * The script stands in the head, before anything is drawn, so that a page never flashes
 * in the wrong dress. It sets `data-theme`, `data-text`, `data-contrast` and `data-js` on
 * <html>; buttons with `data-prefer="theme|text|contrast"` anywhere on a page switch them,
 * `data-print` prints (`data-print="sheet"` only what styles keep under `[data-only="sheet"]`). On wide screens it opens the margin notes, which stand beside the
 * text there (styles alone do so in newer browsers). It is one constant text because the content security policy names
 * it by its hash (astro.config.mjs).
 */
export const PREFERENCES_SCRIPT = `(() => {
const d = document.documentElement.dataset, on = { text: 'large', contrast: 'more' };
const ask = (q) => matchMedia(q).matches;
const keep = (k, v) => { try { v ? localStorage.setItem('pufa-' + k, v) : localStorage.removeItem('pufa-' + k); } catch {} };
d.js = '';
if (ask('(prefers-contrast: more)')) d.contrast = 'more';
for (const k of ['theme', 'text', 'contrast']) { try { const v = localStorage.getItem('pufa-' + k); if (v) d[k] = v; } catch {} }
const dark = () => d.theme ? d.theme === 'dark' : ask('(prefers-color-scheme: dark)');
const show = () => { for (const b of document.querySelectorAll('[data-prefer]')) { const k = b.dataset.prefer; b.setAttribute('aria-pressed', String(k === 'theme' ? dark() : d[k] === on[k])); } };
addEventListener('DOMContentLoaded', () => {
  show();
  if (ask('(min-width: 60rem)')) for (const n of document.querySelectorAll('.note:not(.brief)')) { n.open = true; n.firstElementChild.tabIndex = -1; }
});
addEventListener('afterprint', () => { delete d.only; });
addEventListener('click', (e) => {
  const b = e.target instanceof Element && e.target.closest('[data-prefer],[data-print]');
  if (!b) return;
  if ('print' in b.dataset) { if (b.dataset.print) d.only = b.dataset.print; return print(); }
  const k = b.dataset.prefer;
  if (k === 'theme') d.theme = dark() ? 'light' : 'dark';
  else d[k] = d[k] === on[k] ? 'usual' : on[k];
  keep(k, d[k]);
  show();
});
})();`;
