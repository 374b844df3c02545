/**
 * A QR code of a page of ours with its address in letters. A build that knows its host (SITE_URL)
 * draws it; without the host a place is left that `code-fill.ts` fills in the browser.
 */
import { absolute, href, knowsOrigin } from '../../ui/href.ts';
import { escapeHtml } from '../notes.ts';
import { qrSvg } from '../qr.ts';

/** HTML for `path` (`/safety/forklift/`); `label` says what one finds there. */
export function codeHtml(path: string, label: string): string {
  if (knowsOrigin) return `<div class="code">${qrSvg(absolute(path), label)}<p>${escapeHtml(label)}<br><span>${escapeHtml(absolute(path))}</span></p></div>`;
  return `<div class="code" data-code="${escapeHtml(href(path))}" data-label="${escapeHtml(label)}" hidden></div>`;
}
