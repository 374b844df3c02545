/**
 * `<search-box>`: the plain form in the frame, made quicker. This small part is on every
 * page; everything else is loaded when the reader first goes to the box.
 */
class SearchBox extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector('input');
    if (!input) return;
    input.addEventListener('focus', () => void this.wake(input), { once: true });
    if (document.activeElement === input) void this.wake(input);
  }

  private async wake(input: HTMLInputElement): Promise<void> {
    try {
      const base = new URL(input.form?.action ?? location.href).pathname.replace(/\/search\/$/, '');
      // Both at once: a round trip less before the first suggestion.
      const directory = fetch(`${base}/search/index.json`, { cache: 'no-cache' });
      directory.catch(() => undefined);
      const { enhance } = await import('./suggest.ts');
      enhance(this, input, base, directory);
    } catch {
      // Off line or an old browser: the form still asks the server.
    }
  }
}

/** `/` goes to the search, as in most places where people read. */
function onKey(event: KeyboardEvent): void {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target?.closest('input, textarea, select, [contenteditable]')) return;
  const input = Array.from(document.querySelectorAll<HTMLInputElement>('search-box input')).find((box) => box.offsetParent !== null);
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.select();
}

if (!customElements.get('search-box')) {
  customElements.define('search-box', SearchBox);
  document.addEventListener('keydown', onKey);
}
