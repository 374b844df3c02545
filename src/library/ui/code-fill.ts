/** Draws the codes that the build had to leave open, for the host at which the page is being read. */
import { qrSvg } from '../qr.ts';

for (const place of document.querySelectorAll<HTMLElement>('[data-code]')) {
  const address = location.origin + (place.dataset.code ?? '');
  const label = place.dataset.label ?? '';
  place.innerHTML = qrSvg(address, label);
  const text = document.createElement('p');
  const small = document.createElement('span');
  small.textContent = address;
  text.append(label, document.createElement('br'), small);
  place.append(text);
  place.hidden = false;
}
