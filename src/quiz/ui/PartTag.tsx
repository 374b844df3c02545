/** How one position, pair or blank stands. */
import type { Feedback } from '../view.ts';

const SAYS = { right: ['good', '对'], wrong: ['bad', '错'], unanswered: ['due', '未答'] } as const;

export function PartTag({ verdict }: { readonly verdict: Feedback['parts'][number] | undefined }) {
  if (!verdict) return null;
  const [tone, say] = SAYS[verdict];
  return <span className={`tag ${tone}`}>{say}</span>;
}
