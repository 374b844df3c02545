/** The part of 读完练三题 that is fetched on opening, with its sheet: asked for by address, or Astro would have every page load it. */
import { createRoot } from 'react-dom/client';
import { PageQuiz } from './PageQuiz.tsx';
import sheet from './quiz.css?url';

/** Resolves once the sheet is on; rejects when it did not come, and may then be asked again. */
const dress = () =>
  new Promise<void>((resolve, reject) => {
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href: sheet, onload: () => resolve(), onerror: () => (link.remove(), reject(new Error('no sheet'))) });
    document.head.append(link);
  });

export async function showPageQuiz(place: Element, page: string): Promise<void> {
  await dress();
  place.textContent = '';
  createRoot(place).render(<PageQuiz page={page} />);
}
