/** Counts the five questions as they are answered. Nothing is kept or sent. */
const box = document.querySelector('.selfcheck');
const items = [...(box?.querySelectorAll<HTMLElement>('li[data-good]') ?? [])];
const given = new Map<HTMLElement, boolean>();

function tell(): void {
  const score = box?.querySelector('.score');
  if (!score) return;
  const safe = [...given.values()].filter(Boolean).length;
  const risky = given.size - safe;
  const left = items.length - given.size;
  if (left > 0) score.textContent = `答了 ${given.size} 问，还有 ${left} 问。`;
  else score.textContent = risky === 0 ? `${items.length} 问都让人放心。过一个月再查一遍。` : `${items.length} 问里 ${safe} 问让人放心，${risky} 问有隐患。今天就改，改不了的报给负责人。`;
  score.classList.toggle('risky', left === 0 && risky > 0);
}

for (const item of items) {
  const details = item.querySelector('details');
  const verdict = item.querySelector('.verdict');
  const buttons = [...item.querySelectorAll<HTMLButtonElement>('.choose button')];
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const safe = button.textContent === item.dataset.good;
      for (const b of buttons) b.setAttribute('aria-pressed', String(b === button));
      if (details) details.open = true;
      if (verdict) verdict.textContent = safe ? '✓ 放心' : '！有隐患';
      item.classList.toggle('risky', !safe);
      given.set(item, safe);
      tell();
    });
  }
}
