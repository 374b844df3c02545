/** The words of a question; its blanks are numbered as the lines below it are. And the case before its parts. */
import { Fragment } from 'react';
import { stemPieces } from '../blanks.ts';
import type { QuestionView } from '../view.ts';

export function Stem({ question }: { readonly question: Pick<QuestionView, 'kind' | 'stem' | 'blanks'> }) {
  if (question.kind !== 'fill') return question.stem;
  const pieces = stemPieces(question.stem);
  return pieces.map((piece, n) => (
    // Blanks have no other name than their place.
    <Fragment key={String(n)}>
      {piece}
      {n < pieces.length - 1 && <span className="blank">{pieces.length > 2 ? `（${n + 1}）` : <span className="unseen">（空）</span>}</span>}
    </Fragment>
  ));
}

/** 材料: open until the reader folds it; stays as it is from part to part of one case. */
export function CaseText({ question }: { readonly question: Pick<QuestionView, 'case'> }) {
  if (!question.case) return null;
  return (
    <details className="case-text" open key={question.case.material}>
      <summary>材料</summary>
      <p>{question.case.material}</p>
    </details>
  );
}

/** 多项选择题（可选多项）, 材料第 2 小题 · 单项选择题. */
export function kindSays(question: Pick<QuestionView, 'kind' | 'kindName' | 'case'>): string {
  return `${question.case ? `材料题第 ${question.case.part} 小题 · ` : ''}${question.kindName}${question.kind === 'multiple' ? '（可选多项）' : ''}`;
}
