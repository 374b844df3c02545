/** 计划改了什么: the differences of two versions of a plan, as sentences for whoever puts the new one in force. Pure. */
import { canonicalJson } from '../quiz/revision.ts';
import { creditsText } from './say.ts';
import type { Plan, PlanExam } from './schema.ts';

const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
const text = (value: unknown): string => (value === undefined ? '没有' : String(value));
const credit = (centi: number | undefined): string => (centi === undefined ? '没有' : `${creditsText(centi)} 学分`);
const KIND: Record<string, string> = { study: '学习', quiz: '小测', activity: '线下活动' };
const COUNTS: Record<string, string> = { best: '最高一次', last: '最后一次' };

/** `由 A 改为 B`, when they differ. */
function turned<T>(what: string, before: T, after: T, say: (value: T) => string): string[] {
  return same(before, after) ? [] : [`${what}由${say(before)}改为${say(after)}。`];
}

/** Added, dropped and changed members of two lists by key. */
function members<T>(what: string, before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>, name: (id: string, value: T) => string, changed: (id: string, a: T, b: T) => string[]): string[] {
  const names = (ids: readonly string[], from: ReadonlyMap<string, T>): string => {
    const shown = ids.slice(0, 5).map((id) => name(id, from.get(id) as T));
    return `${shown.join('、')}${ids.length > shown.length ? `等 ${ids.length} 项` : ''}`;
  };
  const added = [...after.keys()].filter((id) => !before.has(id));
  const dropped = [...before.keys()].filter((id) => !after.has(id));
  return [
    ...(added.length > 0 ? [`增加${what}：${names(added, after)}。`] : []),
    ...(dropped.length > 0 ? [`去掉${what}：${names(dropped, before)}。`] : []),
    ...[...after].flatMap(([id, value]) => {
      const old = before.get(id);
      return old === undefined ? [] : changed(id, old, value);
    }),
  ];
}

const capSays = (plan: Plan): string =>
  plan.caps.map((c) => `${c.per === 'day' ? '每天' : '全年'}${c.category === undefined ? '' : (plan.categories[c.category] ?? c.category)}${c.kind === undefined ? '' : (KIND[c.kind] ?? c.kind)}最多 ${creditsText(c.credits)}`).join('、') || '没有';

function prorationSays({ proration: p }: Plan): string {
  if (!p) return '不折算';
  const round = { up: '进', down: '舍', nearest: '四舍五入' }[p.round];
  return `${p.by === 'day' ? '按天' : p.months === 'begun' ? '按月、不满一月算一月' : '按月、不满一月不算'}折算，${round}到 ${creditsText(p.to)} 学分${p.leastDays > 0 ? `，不满 ${p.leastDays} 天不要求` : ''}`;
}

const scoreSays = ({ score: s }: Plan): string => (s ? `学习占 ${s.study}%、考试占 ${100 - s.study}%${s.full === undefined ? '' : `，学满 ${creditsText(s.full)} 学分得满`}，${s.pass} 分达标` : '没有');
const BY: Record<string, string> = { score: '综合分', exam: '考试得分', credits: '学分' };
const bandsSay = ({ bands: b }: Plan): string => (b ? `按${BY[b.by]} ${b.levels.map((l) => `${l.name} ${l.from}`).join('、')}，其余${b.otherwise}` : '没有');

function sharesSay(plan: Plan, shares: Readonly<Record<string, number>>): string {
  return Object.entries(shares).map(([id, centi]) => `${plan.categories[id] ?? id} ${creditsText(centi)}`).join('、') || '没有';
}

const makeupSays = (m: PlanExam['makeup']): string => (m ? ` ${m.opens} 到 ${m.closes}、${m.attempts} 次，给${{ all: '没通过的', failed: '考了没通过的', absent: '没来考的' }[m.for]}` : '没有');

function examChanges(before: Plan, after: Plan): string[] {
  return members('考试', new Map(before.exams.map((e) => [e.id, e])), new Map(after.exams.map((e) => [e.id, e])), (id) => id, (id, a, b) => {
    const what = `考试“${id}”`;
    return [
      ...turned(`${what}的试卷`, a.paper, b.paper, text),
      ...turned(`${what}的时间`, [a.opens, a.closes], [b.opens, b.closes], ([opens, closes]) => ` ${opens} 到 ${closes} `),
      ...turned(`${what}的次数`, a.attempts, b.attempts, (n) => ` ${n} 次`),
      ...turned(`${what}每次的时间`, a.minutes, b.minutes, (n) => (n === undefined ? '按试卷' : ` ${n} 分钟`)),
      ...turned(`${what}两次之间的间隔`, a.waitHours, b.waitHours, (n) => ` ${n} 小时`),
      ...turned(`${what}的及格线`, a.passPercent, b.passPercent, (n) => (n === undefined ? '按试卷' : ` ${n}%`)),
      ...turned(`${what}的成绩`, a.counts, b.counts, (c) => `取${COUNTS[c]}`),
      ...turned(`${what}通过以后再考`, a.improve, b.improve, (on) => (on ? '可以' : '不可以')),
      ...turned(`${what}向谁开放`, a.who, b.who, (w) => (w === 'owing' ? '要考的人' : '所有学员')),
      ...turned(`${what}开考要先得`, [a.minCredits ?? 0, a.minShares], [b.minCredits ?? 0, b.minShares], () => ''),
      ...turned(`${what}的成绩公布`, a.review, b.review, (r) => ` ${r.now}／${r.after} `),
      ...turned(`${what}的补考`, a.makeup, b.makeup, makeupSays),
    ].map((line) => (line.startsWith(`${what}开考要先得`) ? `${what}开考要先得：${gate(before, a)}改为${gate(after, b)}。` : line));
  });
}

const gate = (plan: Plan, exam: PlanExam): string => `${credit(exam.minCredits)}${Object.keys(exam.minShares).length > 0 ? `（${sharesSay(plan, exam.minShares)}）` : ''}`;

/** What differs, most important first; empty when the two ask for the same. */
export function planChanges(before: Plan, after: Plan): string[] {
  const audiences = members('人员类别', new Map(Object.entries(before.audiences)), new Map(Object.entries(after.audiences)), (_, a) => a.title, (_, a, b) => [
    ...turned('人员类别的名称', a.title, b.title, (t) => `“${t}”`),
    ...turned(`${b.title}要学的学分`, a.credits, b.credits, (c) => ` ${creditsText(c)} `),
    ...(same(a.shares, b.shares) ? [] : [`${b.title}各类别的要求由${sharesSay(before, a.shares)}改为${sharesSay(after, b.shares)}。`]),
    ...turned(`${b.title}要考的`, a.exam, b.exam, (ids) => ids.join('、') || '没有'),
  ]);
  const worth = <T extends { readonly category: string; readonly credits: number }>(what: string) => (id: string, a: T, b: T): string[] => [
    ...turned(`${what}“${id}”的学分`, a.credits, b.credits, (c) => ` ${creditsText(c)} `),
    ...turned(`${what}“${id}”的类别`, after.categories[a.category] ?? a.category, after.categories[b.category] ?? b.category, (c) => `“${c}”`),
  ];
  const quizzes = (plan: Plan) => new Map(plan.quizzes.map((q) => [q.id, q]));
  const said = [
    ...audiences,
    ...turned('年度', [before.opens, before.closes], [after.opens, after.closes], ([opens, closes]) => ` ${opens} 到 ${closes} `),
    ...turned('补学', before.makeup, after.makeup, (m) => (m ? ` ${m.opens} 到 ${m.closes} ` : '没有')),
    ...examChanges(before, after),
    ...turned('每天的学分上限', before.dailyCap, after.dailyCap, credit),
    ...(same(before.caps, after.caps) ? [] : [`其他上限由${capSays(before)}改为${capSays(after)}。`]),
    ...(same(before.proration, after.proration) ? [] : [`年中任职离职由${prorationSays(before)}改为${prorationSays(after)}。`]),
    ...(same(before.score, after.score) ? [] : [`综合分由${scoreSays(before)}改为${scoreSays(after)}。`]),
    ...(same(before.bands, after.bands) ? [] : [`等次由${bandsSay(before)}改为${bandsSay(after)}。`]),
    ...members('类别', new Map(Object.entries(before.categories)), new Map(Object.entries(after.categories)), (_, name) => name, (_, a, b) => turned('类别的名称', a, b, (n) => `“${n}”`)),
    ...turned('每千字的阅读时间', before.study.secondsPerThousand, after.study.secondsPerThousand, (n) => ` ${n} 秒`),
    ...members('课程', new Map(before.courses.map((c) => [c.page, c])), new Map(after.courses.map((c) => [c.page, c])), (id) => id, worth('课程')),
    ...members('小测', quizzes(before), quizzes(after), (id) => id, (id, a, b) => [...worth('小测')(id, a, b), ...turned(`小测“${id}”的试卷`, a.paper, b.paper, (p) => `“${p}”`)]),
    ...members('线下活动', new Map(before.activities.map((a) => [a.id, a])), new Map(after.activities.map((a) => [a.id, a])), (_, a) => a.title, (_, a, b) => [
      ...worth('线下活动')(b.title, a, b),
      ...turned(`线下活动“${b.title}”全年最多`, a.most, b.most, credit),
    ]),
    ...turned('计划的名称', before.title, after.title, (t) => `“${t}”`),
  ].map((line) => line.replace(/(?<=\p{sc=Han})(?=\d)|(?<=\d)(?=\p{sc=Han})/gu, ' ').replace(/ (?=。)/g, ''));
  // Whatever a plan comes to hold that has no sentence here is a change all the same.
  return said.length === 0 && !same(before, after) ? ['其他内容有改动。'] : said;
}
