/** Standing in words: one plain sentence, and the way to the goal. */
import { daysBetween, type Day } from '../kernel/day.ts';
import { gateOf } from './audiences.ts';
import type { Plan, PlanExam } from './schema.ts';
import type { Outside, Part } from './service.ts';
import { fitsIn, type Way } from './way.ts';
import type { ExamStanding, Standing } from './standing.ts';

/** Hundredths as people write credits: 1200 → 12, 150 → 1.5. */
export const creditsText = (centi: number): string => String(centi / 100);

/** `12 月 20 日`. */
export function monthDay(day: Day): string {
  const [, m, d] = day.split('-').map(Number);
  return `${m} 月 ${d} 日`;
}

const EXAM_SAYS: Record<ExamStanding['state'], string> = {
  passed: '考试已通过',
  open: '考试还没交卷',
  awaiting: '考试已交卷，成绩待公布',
  failed: '考试未通过',
  untried: '考试未通过',
  'used-up': '考试次数已用完',
  'not-yet': '考试还没开始',
  over: '考试未通过',
};

/** `12 月 20 日`, with the time when the window does not end with the day. */
export const examEnds = (e: Pick<ExamStanding, 'closes' | 'closesTime'>): string => monthDay(e.closes) + (e.closesTime ? ` ${e.closesTime}` : '');

/** `，其中必修 6、专业 2`, or nothing. */
export const sharesSay = (shares: readonly { readonly name: string; readonly owedCenti: number }[]): string =>
  shares.length === 0 ? '' : `，其中${shares.map((x) => `${x.name} ${creditsText(x.owedCenti)}`).join('、')}`;

/** 学满 20 学分、其中必修 10: what an exam asks for before it may be begun. */
export function gateSays(plan: Plan, exam: PlanExam, part?: Part): string {
  const gate = gateOf(plan, exam, part);
  const inShares = [...gate.shares].filter(([, centi]) => centi > 0).map(([category, centi]) => `${plan.categories[category] ?? category} ${creditsText(centi)}`).join('、');
  return gate.centi > 0 ? `学满 ${creditsText(gate.centi)} 学分${inShares ? `、其中${inShares}` : ''}` : `学满${inShares} 学分`;
}

const NOT_ASKED: Record<Outside, string> = { left: '您已离任，今年不再要求学法', later: '今年没有给您安排学法要求', short: '您今年任职的天数少，不要求学法' };

/** Credits can still be earned for the year. */
const creditsOpen = (s: Standing): boolean => !s.closed || s.makeup?.state === 'open' || s.makeup?.state === 'not-yet';

/** Until when credits can be earned: `，12 月 20 日截止`. */
function creditsEnd(s: Standing): string {
  if (s.creditsMet || !creditsOpen(s)) return '';
  if (!s.closed || !s.makeup) return `，${monthDay(s.closes)}截止`;
  return s.makeup.state === 'open' ? `，补学 ${monthDay(s.makeup.closes)}截止` : `，补学 ${monthDay(s.makeup.opens)}开始，${monthDay(s.makeup.closes)}截止`;
}

function examSentence(exam: ExamStanding): string {
  if (exam.gate && exam.state === 'untried') return `再得 ${creditsText(exam.gate.owedCenti)} 学分${sharesSay(exam.gate.shares)}${exam.gate.shares.length > 0 ? '，' : ''}才能${exam.makeup ? '补考' : '考试'}`;
  const said = exam.state === 'not-yet' ? `考试 ${monthDay(exam.opens)}开始` : EXAM_SAYS[exam.state];
  return exam.makeup && exam.state !== 'over' ? said.replace('考试', '补考') : said;
}

/**
 * 还差 12 学分，其中宪法与必修 6；考试未通过，12 月 20 日截止 — or 已达标.
 * The first exam that is not passed is the one named. No full stop at the end.
 */
export function sentenceOf(s: Standing): string {
  if (s.exempt) return `今年免学：${s.exempt.reason}`;
  if (!s.owes) return NOT_ASKED[s.outside ?? 'later'];
  const band = s.band ? `，${s.band}` : '';
  if (s.met) return `已达标${band}`;
  const exam = s.exams.find((e) => e.state !== 'passed');
  const asksCredits = s.needCenti > 0 || s.shares.some((x) => x.needCenti > 0);
  const credits = s.creditsMet ? (asksCredits ? '学分已满' : '') : `${creditsOpen(s) ? '还差' : '差'} ${creditsText(s.owedCenti)} 学分${sharesSay(s.shares.filter((x) => x.owedCenti > 0))}`;
  const score = s.score && s.creditsMet && !exam ? `综合得分 ${creditsText(s.score.centi)}，要达到 ${creditsText(s.score.passCenti)}` : '';
  const said = (parts: readonly (string | false | undefined)[]): string => parts.filter(Boolean).join('；');
  if (s.closed && (s.creditsMet || !creditsOpen(s)) && (!exam || exam.closes <= s.closes || exam.state === 'over') && !(score && creditsOpen(s))) {
    return `${s.year} 年度已于 ${monthDay(s.closes)}截止，${said([credits, exam && examSentence(exam), score])}${band}`;
  }
  if (!exam) return said([s.exams.length > 0 && '考试已通过', `${credits}${creditsEnd(s)}`, score]);
  const examEnd = exam.state === 'over' || exam.state === 'awaiting' ? '' : `，${examEnds(exam)}${exam.closesTime ? ' ' : ''}截止`;
  // One date serves both when it is the same.
  return said([`${credits}${creditsEnd(s) === examEnd ? '' : creditsEnd(s)}`, `${examSentence(exam)}${examEnd}`]);
}

/** 今年从 7 月 1 日起任职，按 6 个月折算（全年 12 个月）; nothing when the whole year is asked for. */
export function partSays(s: Standing): string {
  if (!s.part) return '';
  const { from, to, unit, served, of } = s.part;
  const unitName = unit === 'month' ? '个月' : '天';
  return `${monthDay(from)}到 ${monthDay(to)}任职，按 ${served} ${unitName}折算（全年 ${of} ${unitName}）`;
}

/** 最省力的走法：再学 2 篇必修、做 1 次小测，然后参加年度考试。距 12 月 20 日截止还有 27 天。 */
export function waySays(s: Standing, way: Way, today: Day, dailyCapCenti: number | undefined): string {
  if (s.exempt) return '不用学、不用考，也不计入达标率。情况变了请告诉本单位组织员。';
  if (!s.owes) return s.outside === 'left' || s.outside === 'short' ? '信息不对的话，请联系本单位组织员。' : '如果您应当参加学法，请联系本单位组织员核对人员类别。';
  if (s.met) return s.metOn ? `${monthDay(s.metOn)}达标。想多学一些，学习和练习一直开着。` : '';
  const exam = s.exams.find((e) => e.state !== 'passed');
  if (s.closed && !(creditsOpen(s) && (!s.creditsMet || s.score)) && (!exam || exam.closes < today)) return '如有补学补考安排，会在这里告诉您；疑问请联系本单位组织员。';
  const parts: string[] = [];
  for (const share of s.shares) {
    const n = way.steps.filter((x) => x.kind === 'course' && x.category === share.category).length;
    if (n > 0) parts.push(`${parts.length === 0 ? '学 ' : ''}${n} 篇${share.name}`);
  }
  const quizzes = way.steps.filter((x) => x.kind === 'quiz').length;
  if (quizzes > 0) parts.push(`做 ${quizzes} 次小测`);
  const name = exam?.makeup ? '补考' : '年度考试';
  const examStep = !exam ? '' : { open: '把没交的卷子答完', awaiting: '', untried: `参加${name}`, failed: `再考一次（还有 ${exam.attemptsLeft} 次）`, 'not-yet': `${monthDay(exam.opens)}起参加${name}`, 'used-up': '考试次数已用完，请联系本单位组织员', over: '', passed: '' }[exam.state];
  const steps = [parts.join('、'), examStep].filter(Boolean).join(parts.length > 0 && examStep ? '，然后' : '');
  const studyEnds = s.closed && s.makeup ? s.makeup.closes : s.closes;
  const closes = !s.creditsMet || !exam ? studyEnds : exam.closes;
  const left = daysBetween(today, closes);
  const time = left > 0 ? `距 ${monthDay(closes)}截止还有 ${left} 天。` : left === 0 ? '今天 24:00 截止。' : '';
  const cap = dailyCapCenti && way.days > 1 ? `每天最多得 ${creditsText(dailyCapCenti)} 学分，要分 ${way.days} 天学${fitsIn(way, today, studyEnds) ? '' : '，剩下的天数已经不够，请尽早联系组织员'}。` : '';
  const short = s.examsMet && s.score && !s.score.passed && s.score.creditsCenti === undefined ? '综合得分靠学分已经补不上，请联系本单位组织员。'
    : way.suffices ? '' : '计划里剩下的课程不足以补齐，请联系本单位组织员。';
  const gate = exam?.gate ? `先得 ${creditsText(exam.gate.owedCenti)} 学分${sharesSay(exam.gate.shares)}${exam.gate.shares.length > 0 ? '，' : ''}才能考试。` : '';
  const marks = exam && s.score && !s.score.passed && s.creditsMet && s.score.examPercent !== undefined ? `考试得到 ${s.score.examPercent}% 的分，综合得分就够。` : '';
  return `${steps ? `最省力的走法：${steps}。` : ''}${gate}${marks}${cap}${short}${time}`;
}
