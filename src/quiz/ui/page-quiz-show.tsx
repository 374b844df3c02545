/** The part of 读完练三题 that is fetched on opening. */
import { createRoot } from 'react-dom/client';
import { PageQuiz } from './PageQuiz.tsx';

export function showPageQuiz(place: Element, page: string): void {
  place.textContent = '';
  createRoot(place).render(<PageQuiz page={page} />);
}
