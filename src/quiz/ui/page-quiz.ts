/** Fetches the questions below an entry, and React with them, when the reader first opens them. */
const box = document.querySelector<HTMLDetailsElement>('[data-page-quiz]');

async function open(): Promise<void> {
  const place = box?.querySelector('div');
  if (!box || !place) return;
  // In development React's plug-in refuses components outside Astro's islands unless these stand ready.
  if (import.meta.env.DEV) Object.assign(window, { $RefreshReg$: () => undefined, $RefreshSig$: () => (type: unknown) => type });
  const { showPageQuiz } = await import('./page-quiz-show.tsx');
  await showPageQuiz(place, box.dataset.pageQuiz ?? '');
}

box?.addEventListener('toggle', () => {
  if (!box.open || 'shown' in box.dataset) return;
  box.dataset.shown = '';
  void open().catch(() => {
    // Off line the parts are not there: closed and opened again it is tried again.
    delete box.dataset.shown;
    const place = box.querySelector('div');
    if (place) place.textContent = '网络不通，没有打开。请收起后再打开试试。';
  });
});
