/** The folded menu of small screens: closes at Escape and when the focus walks on, so that it never covers what is focused. */
export function startMenu(): void {
  const menu = document.querySelector<HTMLDetailsElement>('.menu');
  menu?.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) menu.open = false;
  });
  menu?.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
}
