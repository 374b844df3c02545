/** Loads the drawing of codes (4 KB) when one comes near, or before printing: most readers never see one. */
const draw = () => void import('./code-fill.ts');

const near = new IntersectionObserver(
  (seen) => {
    if (!seen.some((place) => place.isIntersecting)) return;
    near.disconnect();
    draw();
  },
  { rootMargin: '400px' },
);
// The places themselves are hidden until they are filled, those of a sheet for the wall until it prints: their section
// is what comes near. One inside a fold is drawn when that is opened (tools.ts).
for (const place of document.querySelectorAll('[data-code]:not(details [data-code])')) {
  const seen = place.closest('section') ?? place.parentElement;
  if (seen) near.observe(seen);
}
addEventListener('beforeprint', draw);
document.addEventListener('pointerdown', (event) => {
  if (event.target instanceof Element && event.target.closest('[data-print]')) draw();
});
