/** `desk new`: writes a file to start from, never over another. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { didYouMean, nearest } from '../../checks/near.ts';
import type { Day } from '../../kernel/day.ts';
import { loadLibrary } from '../../library/server/load.ts';
import { template, type NewKind } from '../template.ts';

/** The law whose article shows the form of a citation, by kind. */
const SHOWN_LAW: Record<NewKind, string> = { qa: 'labour-contract-law', safety: 'work-safety-law', constitution: 'constitution' };
const KINDS = Object.keys(SHOWN_LAW) as NewKind[];

export type NewOutcome = { readonly made: string } | { readonly refused: string };

/** Makes the file below `root`; a refusal is a Chinese sentence with the cure. */
export function newEntry(root: string, today: Day, kindName: string | undefined, path: string | undefined): NewOutcome {
  if (kindName === undefined || path === undefined) return { refused: `要写明种类和名字，例如：\n  npm run desk -- new qa wages/night-shift\n  npm run desk -- new safety dust\n  npm run desk -- new constitution flag` };
  const kind = KINDS.find((k) => k === kindName);
  if (!kind) return { refused: `没有“${kindName}”这一种。${didYouMean(kindName, KINDS, `可以写：${KINDS.join('、')}`)}` };
  const parts = path.replace(/\.md$/, '').split('/');
  if (parts.length !== (kind === 'qa' ? 2 : 1)) return { refused: kind === 'qa' ? `问答要写成 <专题>/<名字>，例如 wages/night-shift，现在是“${path}”。` : `只写名字，不带斜杠，例如 dust，现在是“${path}”。` };
  const wrong = parts.find((part) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part));
  if (wrong !== undefined) return { refused: `“${wrong}”不能做网址：只用小写字母、数字和连字符，例如 night-shift。` };

  const { library, sources } = loadLibrary(root);
  const [topic = '', slug = topic] = parts;
  if (kind === 'qa' && !sources.has(`topics/${topic}`)) {
    const topics = library.topics.map((t) => t.id);
    const meant = nearest(topic, topics);
    const known = library.topics.map((t) => `${t.id}（${t.title}）`).join('、');
    return { refused: `没有“${topic}”这个专题。${meant ? `是不是“${meant}”？` : `现有：${known}。新专题先写 content/topics/${topic}.yaml。`}` };
  }
  const law = library.laws.find((l) => l.id === SHOWN_LAW[kind]) ?? library.laws[0];
  if (!law) return { refused: '法规台账 content/laws 还是空的，先登记一部法。' };
  const file = `content/${kind}/${parts.join('/')}.md`;
  const siblings = library[kind].filter((e) => kind !== 'qa' || e.id.startsWith(`qa/${topic}/`));
  const order = Math.max(0, ...siblings.map((e) => e.data.order)) + 1;
  const text = template({ kind, slug, order, today, law, article: Object.keys(law.digests)[0] ?? '1' });
  mkdirSync(dirname(join(root, file)), { recursive: true });
  try {
    writeFileSync(join(root, file), text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return { refused: `${file} 已经有了，没有改动它。换一个名字，或者直接打开它修改。` };
    throw error;
  }
  return { made: file };
}
