/** Moodle XML: single and several choice, true/false, one blank (short answer), orders and pairs; texts as plain text, basis and page as tags. */
import type { Question } from '../schema.ts';
import { plainOf } from './html.ts';
import { draftOf, issue, kindNoun, lettered, tidy, type Decoded, type Encoded, type FileIssue, type Item } from './item.ts';
import { acceptOf, fillOf, letterTags, matchingOf, orderingOf, pairsOf, stepsOf, type Say } from './moodle-kinds.ts';
import { readTags, tagsOf } from './tags.ts';
import { isQuestionId, optionTexts, rightKeys, share } from './words.ts';
import { BadXml, childOf, childrenOf, node, readXml, textOf, writeXml, type Element, type Node } from './xml.ts';

const said = (name: string, text: string, attributes: Record<string, string> = { format: 'plain_text' }): Node => node(name, attributes, node('text', {}, text));

/** The file. */
export function encodeMoodle(questions: readonly Question[]): Encoded<string> {
  const left: { id: string; why: string }[] = [];
  const nodes = questions.flatMap((q) => {
    const own = ownOf(q);
    if (!own || q.kind === 'case') {
      left.push({ id: q.id, why: q.kind === 'fill' ? `有 ${q.blanks.length} 个空，Moodle 的简答题只有一个` : `Moodle XML 没有${kindNoun(q.kind)}` });
      return [];
    }
    return [
      node(
        'question', { type: own.type },
        said('name', q.id, {}), said('questiontext', q.stem), said('generalfeedback', q.explanation), node('defaultgrade', {}, '1'), node('idnumber', {}, q.id),
        ...own.nodes,
        node('tags', {}, ...[...tagsOf(q, ['fixed']), ...letterTags(q)].map((t) => said('tag', t, {}))),
      ),
    ];
  });
  return { file: writeXml(node('quiz', {}, ...nodes)), left };
}

function ownOf(q: Question): { type: string; nodes: Node[] } | undefined {
  const answer = (text: string, fraction: string) => said('answer', text, { fraction, format: 'plain_text' });
  if (q.kind === 'truefalse') return { type: 'truefalse', nodes: [answer('true', q.answer ? '100' : '0'), answer('false', q.answer ? '0' : '100')] };
  if (q.kind === 'fill') {
    const accept = acceptOf(q);
    return accept && { type: 'shortanswer', nodes: [node('usecase', {}, '0'), ...accept.map((text) => answer(text, '100'))] };
  }
  if (q.kind === 'matching') {
    const pairs = pairsOf(q).map((p) => node('subquestion', { format: 'plain_text' }, node('text', {}, p.left), node('answer', {}, node('text', {}, p.right))));
    return { type: 'matching', nodes: [node('shuffleanswers', {}, '1'), ...pairs] };
  }
  if (q.kind === 'ordering') {
    const steps = stepsOf(q);
    const told = { layouttype: 'VERTICAL', selecttype: 'ALL', selectcount: String(steps.length), gradingtype: 'ALL_OR_NOTHING', showgrading: 'SHOW', numberingstyle: 'none' };
    // An ordering's fraction is the place of the item, not what it earns.
    return { type: 'ordering', nodes: [...Object.entries(told).map(([name, value]) => node(name, {}, value)), ...steps.map((text, i) => answer(text, `${i + 1}.0000000`))] };
  }
  if (q.kind !== 'single' && q.kind !== 'multiple') return undefined;
  const right = rightKeys(q);
  return {
    type: 'multichoice',
    nodes: [
      node('single', {}, String(q.kind === 'single')), node('shuffleanswers', {}, q.fixed ? '0' : '1'), node('answernumbering', {}, 'ABCD'),
      ...optionTexts(q).map(([key, text]) => answer(text, right.includes(key) ? share(right.length) : q.kind === 'single' ? '0' : '-100')),
    ],
  };
}

const FOREIGN: Readonly<Record<string, string>> = { essay: '论述题', numerical: '数值题', calculated: '计算题', calculatedsimple: '计算题', calculatedmulti: '计算题', multianswer: '完形填空（Cloze）题', description: '说明文字', ddwtos: '拖放题', gapselect: '选词填空题', randomsamatch: '随机匹配题', ddimageortext: '图片拖放题', ddmarker: '图片标注题' };

/** Every question of the file. */
export function decodeMoodle(source: string): Decoded {
  let root: Element;
  try {
    root = readXml(source);
  } catch (error) {
    if (!(error instanceof BadXml)) throw error;
    return { items: [], issues: [issue('', '', error.say, error.cure)] };
  }
  if (root.name !== 'quiz') return { items: [], issues: [issue('', '', `这不是 Moodle XML：最外层应当是 <quiz>，现在是 <${root.name.slice(0, 40)}>。`, '在 Moodle 题库里选“导出 › Moodle XML 格式”')] };
  const questions = childrenOf(root, 'question').filter((q) => q.attributes.type !== 'category');
  return { items: questions.map((q, i) => read(q, `第 ${i + 1} 题（第 ${q.line} 行）`)), issues: [] };
}

function read(q: Element, where: string): Item {
  const issues: FileIssue[] = [];
  const say: Say = (column, text, cure, level = 'error') => void issues.push(issue(where, column, text, cure, level));
  const plain = (e: Element | undefined, column: string): string => {
    if (childrenOf(e, 'file').length > 0) say(column, '带有图片或附件，导入后会丢。', '改成用文字说的题，或者从文件里删掉它');
    const text = textOf(childOf(e, 'text'));
    // Moodle's own default is HTML.
    if (e && /^(html|moodle_auto_format|markdown)?$/.test(e.attributes.format ?? '') && /<\/?[a-z][^>]*>|&[a-z#]\w*;/i.test(text)) {
      const made = plainOf(text);
      if (made.lost.length > 0 && childrenOf(e, 'file').length === 0) say(column, `里面的${made.lost.join('、')}会丢。`, '改成用文字说的题，或者从文件里删掉它');
      return made.text;
    }
    return tidy(text);
  };
  const type = q.attributes.type ?? '';
  const idnumber = textOf(childOf(q, 'idnumber')).trim();
  const name = textOf(childOf(childOf(q, 'name'), 'text')).trim();
  const tags = childrenOf(childOf(q, 'tags'), 'tag').map((t) => textOf(childOf(t, 'text')).trim());
  const base = {
    id: isQuestionId(idnumber) ? idnumber : isQuestionId(name) ? name : undefined,
    ...readTags(tags),
    stem: plain(childOf(q, 'questiontext'), '题干'),
    explanation: plain(childOf(q, 'generalfeedback'), '解析'),
  };
  // Short answers and right sides are text as it stands: Moodle has no format for them.
  const bare = (e: Element | undefined): string => tidy(textOf(childOf(e, 'text')));
  const answers = childrenOf(q, 'answer').map((a) => ({ text: type === 'shortanswer' ? bare(a) : plain(a, '选项'), fraction: Number(a.attributes.fraction ?? '0'), noted: textOf(childOf(a, 'feedback')).trim() !== '' }));
  if (answers.some((a) => a.noted)) say('解析', '每个选项自己的反馈没有地方放，不会导入。', '需要的话并进解析', 'warning');

  if (type === 'truefalse') {
    const right = answers.filter((a) => a.fraction > 0).map((a) => a.text.toLowerCase());
    return { where, issues, draft: draftOf({ ...base, kind: 'truefalse', answer: right.length === 1 ? (right[0] === 'true' ? true : right[0] === 'false' ? false : undefined) : undefined }) };
  }
  if (type === 'shortanswer') {
    if (/^(1|true)$/.test(textOf(childOf(q, 'usecase')).trim())) say('答案', '原题区分大小写，导入后不区分。', '看一看是否合适', 'warning');
    return { where, issues, draft: draftOf({ ...base, ...fillOf(base.stem, answers.map((a) => ({ text: a.text, percent: a.fraction })), say) }) };
  }
  if (type === 'matching') {
    const pairs = childrenOf(q, 'subquestion').map((s) => ({ left: plain(s, '左列'), right: bare(childOf(s, 'answer')) }));
    return { where, issues, draft: draftOf({ ...base, ...matchingOf(pairs, tags, say, '在这一项的 <answer> 里写上右边') }) };
  }
  if (type === 'ordering') {
    const steps = answers.filter((a) => a.text !== '');
    // Moodle reads them as they stand, and writes their places as fractions; a file that says both must mean the same.
    if (steps.some((a, i) => a.fraction < (steps[i - 1]?.fraction ?? 0))) say('答案', '各项的先后和它们的 fraction 不一致，不知道哪个对。', '按正确的顺序写，fraction 从 1 起');
    const shown = Number(textOf(childOf(q, 'selectcount')));
    if (/^(RANDOM|CONTIG)/.test(textOf(childOf(q, 'selecttype')).trim()) && shown > 0 && shown < steps.length) say('选项', `原题每次只出 ${shown} 项，导入后 ${steps.length} 项都出。`, '看一看是否合适', 'warning');
    return { where, issues, draft: draftOf({ ...base, ...orderingOf(steps.map((a) => a.text), tags, say) }) };
  }
  if (type !== 'multichoice') {
    say('题型', `${FOREIGN[type] ?? `“${type.slice(0, 40)}”`}不能导入。`, '改成选择、判断、简答、匹配或排序题，或者从文件里删掉它');
    return { where, issues, draft: draftOf(base) };
  }
  const options = lettered(answers.map((a) => a.text));
  const keys = Object.keys(options).filter((_, i) => (answers[i]?.fraction ?? 0) > 0);
  const single = !/^(false|0)$/.test(textOf(childOf(q, 'single')).trim());
  if (single && keys.length > 1) {
    const full = Object.keys(options).filter((_, i) => answers[i]?.fraction === 100);
    if (full.length === 1) say('答案', '有些选项得一部分分，导入后只有满分的那个算对。', '看一看是否合适', 'warning');
    return { where, issues, draft: draftOf({ ...base, kind: 'single', options, answer: full.length === 1 ? full[0] : keys.join('') , fixed: fixedOf(q) }) };
  }
  return { where, issues, draft: draftOf({ ...base, kind: single ? 'single' : 'multiple', options, answer: single ? keys[0] : keys, fixed: fixedOf(q) }) };
}

const fixedOf = (q: Element): boolean | undefined => {
  const shuffle = textOf(childOf(q, 'shuffleanswers')).trim();
  return shuffle === '' ? undefined : /^(0|false)$/.test(shuffle);
};
