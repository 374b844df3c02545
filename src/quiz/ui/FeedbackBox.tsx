/** Right or wrong, why, on which provision, and the page to read. */
import { articleAnchor, articleName } from '../../library/cite.ts';
import { href } from '../../ui/href.ts';
import { pageAddress, titleOf, type Names } from '../reading.ts';
import type { Checked } from '../practice.ts';
import type { QuestionView } from '../view.ts';

export function FeedbackBox({ checked, question, names }: { readonly checked: Checked; readonly question: QuestionView; readonly names: Names }) {
  const { outcome, feedback } = checked;
  const key = feedback.key.map((l) => (question.kind === 'truefalse' ? (l === 'T' ? '对' : '错') : l)).join('、');
  return (
    <div className={`feedback notice ${outcome === 'right' ? 'good' : 'bad'}`} role="status">
      <h3>{outcome === 'right' ? '答对了' : `答错了，正确答案是 ${key}`}</h3>
      <p>{feedback.explanation}</p>
      <p>
        读一读：<a href={href(pageAddress(feedback.page))}>{titleOf(names, feedback.page)}</a>
      </p>
      <ul className="basis" aria-label="法律依据">
        {feedback.basis.map((b) => (
          <li key={`${b.law}#${b.article}`}>
            <a href={href(`/laws/${b.law}/#${articleAnchor(b.article)}`)}>
              {names.laws[b.law] ?? b.law}
              {articleName(b.article)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
