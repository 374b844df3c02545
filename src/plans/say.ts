/** Standing in words: one plain sentence, and the way to the goal. */
import { daysBetween, type Day } from '../kernel/day.ts';
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

/**
 * 还差 12 学分，其中宪法与必修 6；考试未通过，12 月 20 日截止 — or 已达标.
 * The first exam that is not passed is the one named. No full stop at the end.
 */
export function sentenceOf(s: Standing): string {
  if (!s.owes) return '今年没有给您安排学法要求';
  if (s.met) return '已达标';
  const owed = s.shares.filter((x) => x.owedCenti > 0);
  const inShares = owed.map((x) => `${x.name} ${creditsText(x.owedCenti)}`).join('、');
  const credits = s.creditsMet ? '学分已满' : `${s.closed ? '差' : '还差'} ${creditsText(s.owedCenti)} 学分${inShares ? `，其中${inShares}` : ''}`;
  const exam = s.exams.find((e) => e.state !== 'passed');
  const said = exam && (exam.state === 'not-yet' ? `考试 ${monthDay(exam.opens)}开始` : EXAM_SAYS[exam.state]);
  const examSays = exam?.makeup && exam.state !== 'over' ? said?.replace('考试', '补考') : said;
  if (s.closed && (!exam || exam.closes <= s.closes || exam.state === 'over')) return `${s.year} 年度已于 ${monthDay(s.closes)}截止，${[credits, examSays].filter(Boolean).join('；')}`;
  const creditEnd = s.creditsMet || s.closed ? '' : `，${monthDay(s.closes)}截止`;
  if (!exam) return `${s.exams.length > 0 ? '考试已通过；' : ''}${credits}${creditEnd}`;
  const examEnd = exam.state === 'over' || exam.state === 'awaiting' ? '' : `，${examEnds(exam)}${exam.closesTime ? ' ' : ''}截止`;
  // One date serves both when it is the same.
  return `${credits}${creditEnd === examEnd ? '' : creditEnd}；${examSays}${examEnd}`;
}

/** 最省力的走法：再学 2 篇必修、做 1 次小测，然后参加年度考试。距 12 月 20 日截止还有 27 天。 */
export function waySays(s: Standing, way: Way, today: Day, dailyCapCenti: number | undefined): string {
  if (!s.owes) return '如果您应当参加学法，请联系本单位组织员核对人员类别。';
  if (s.met) return s.metOn ? `${monthDay(s.metOn)}达标。想多学一些，学习和练习一直开着。` : '';
  const exam = s.exams.find((e) => e.state !== 'passed');
  if (s.closed && (!exam || exam.closes < today)) return '如有补学补考安排，会在这里告诉您；疑问请联系本单位组织员。';
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
  const closes = !s.creditsMet || !exam ? s.closes : exam.closes;
  const left = daysBetween(today, closes);
  const time = left > 0 ? `距 ${monthDay(closes)}截止还有 ${left} 天。` : left === 0 ? '今天 24:00 截止。' : '';
  const cap = dailyCapCenti && way.days > 1 ? `每天最多得 ${creditsText(dailyCapCenti)} 学分，要分 ${way.days} 天学${fitsIn(way, today, s.closes) ? '' : '，剩下的天数已经不够，请尽早联系组织员'}。` : '';
  const short = way.suffices ? '' : '计划里剩下的课程不足以补齐，请联系本单位组织员。';
  return `${steps ? `最省力的走法：${steps}。` : ''}${cap}${short}${time}`;
}
