/** What the page of an activity can be sent, and what it says afterwards. */
import { fieldsOf } from '../../accounts/service-form.ts';
import type { SignedIn } from '../../accounts/server/env.ts';
import { FILE_PROBLEMS, type FileProblem } from '../../accounts/people-sheet.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { addPresent, cancelActivity, removePresent, setSignIn } from './record.ts';
import { attendanceLists } from './routes.ts';
import type { ActivityDeps } from './store.ts';
import { previewList } from './view.ts';

/** Does what the form asks for; returns the query of the page to show then. Refuses as the deeds do, `bad-input` for an unknown one. */
export async function activityDeed(deps: ActivityDeps, actor: SignedIn, id: string, sent: FormData): Promise<string> {
  const { deed, check, presence, why } = fieldsOf(sent, ['deed', 'check', 'presence', 'why']);
  switch (deed) {
    case 'choose': {
      const people = sent.getAll('person').filter((p) => typeof p === 'string');
      if (people.length === 0) throw new Refusal('bad-input', '还没有勾选任何人。');
      return `added=${await addPresent(deps, actor, id, people, 'choice')}`;
    }
    case 'list': {
      const { issues, people } = await previewList(deps, actor, id, check);
      if (issues.length > 0) return `check=${encodeURIComponent(check)}`;
      const added = await addPresent(deps, actor, id, people.map((p) => p.id), 'list');
      await attendanceLists.drop(deps.db, check);
      return `added=${added}`;
    }
    case 'remove':
      await removePresent(deps, actor, id, presence, why);
      return 'done=removed';
    case 'cancel':
      return `cancelled=${await cancelActivity(deps, actor, id, why)}`;
    case 'open':
    case 'end':
      await setSignIn(deps, actor, id, deed === 'open');
      return `done=${deed}`;
    default:
      throw new Refusal('bad-input');
  }
}

const DONE: Record<string, string> = { recorded: '已登记。现在记谁到了场。', removed: '已撤回，学分已冲正。', open: '签到已开始，三小时后自动结束。请把签到码投到屏幕上。', end: '签到已结束。' };

/** What the page says for the query it came back with; undefined when nothing was done. */
export function doneSays(query: URLSearchParams): string | undefined {
  const number = (name: string) => (query.has(name) ? Number(query.get(name)) || 0 : undefined);
  const [added, cancelled] = [number('added'), number('cancelled')];
  if (added !== undefined) return `新记 ${added} 人到场，学分已入账。`;
  if (cancelled !== undefined) return `活动已作废，${cancelled} 人的学分已冲正。`;
  return DONE[query.get('done') ?? ''];
}

/** The sentence of a code that uploading came back with. */
export const uploadProblem = (code: string): string => (Object.hasOwn(FILE_PROBLEMS, code) ? FILE_PROBLEMS[code as FileProblem] : '文件太大，最多 5 MB。');
