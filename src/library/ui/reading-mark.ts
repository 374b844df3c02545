/** Notes on this device that a question was read, once its end has come into view. */
import { questionOf, readList, withRead } from '../progress.ts';

const KEY = 'pufa-read';
const id = questionOf(location.pathname);
const end = document.querySelector('.behind');

if (id && end) {
  new IntersectionObserver((seen, observer) => {
    if (!seen.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    try {
      localStorage.setItem(KEY, JSON.stringify(withRead(readList(localStorage.getItem(KEY)), id)));
    } catch {
      // Storage switched off: nothing is remembered, nothing is missed.
    }
  }).observe(end);
}
