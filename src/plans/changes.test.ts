import { describe, expect, it } from 'vitest';
import { planChanges } from './changes.ts';
import { planSchema } from './schema.ts';

const exam = { id: 'annual', paper: 'annual', opens: '2026-11-01', closes: '2026-12-20', attempts: 3 };
const raw = {
  year: 2026, title: '计划', opens: '2026-01-01', closes: '2026-12-20', categories: { must: '必修', law: '专业' },
  audiences: { staff: { title: '工作人员', credits: 30, shares: { must: 12 }, exam: 'annual' } },
  study: { secondsPerThousand: 60 }, courses: [{ page: 'qa/a/b', category: 'must', credits: 2 }], quizzes: [{ id: 'q', paper: 'p', category: 'law', credits: 1 }], exams: [exam],
};
const changes = (rest: object): string[] => planChanges(planSchema.parse(raw), planSchema.parse({ ...raw, ...rest }));

describe('what a new version changes, in sentences', () => {
  it.each<[string, object, string[]]>([
    ['nothing', {}, []],
    ['an exam written as a list', { audiences: { staff: { ...raw.audiences.staff, exam: ['annual'] } } }, []],
    ['a share', { audiences: { staff: { ...raw.audiences.staff, shares: { must: 10, law: 5 } } } }, ['工作人员各类别的要求由必修 12 改为必修 10、专业 5。']],
    ['another audience', { audiences: { ...raw.audiences, leader: { title: '领导干部', credits: 36 } } }, ['增加人员类别：领导干部。']],
    ['a later end', { closes: '2026-12-31' }, ['年度由 2026-01-01 到 2026-12-20 改为 2026-01-01 到 2026-12-31。']],
    ['a make-up', { makeup: { opens: '2027-01-04', closes: '2027-01-14' } }, ['补学由没有改为 2027-01-04 到 2027-01-14。']],
    ['the exam', { exams: [{ ...exam, attempts: 2, passPercent: 80, minCredits: 20, minShares: { must: 12 } }] }, ['考试“annual”的次数由 3 次改为 2 次。', '考试“annual”的及格线由按试卷改为 80%。', '考试“annual”开考要先得：没有改为 20 学分（必修 12）。']],
    ['caps', { dailyCap: 5, caps: [{ per: 'year', kind: 'activity', credits: 10 }] }, ['每天的学分上限由没有改为 5 学分。', '其他上限由没有改为全年线下活动最多 10。']],
    ['proration, score and bands', { proration: { by: 'month', leastDays: 60 }, score: { study: 40, pass: 60 }, bands: { by: 'score', levels: [{ name: '优秀', from: 90 }] } }, ['年中任职离职由不折算改为按月、不满一月算一月折算，进到 1 学分，不满 60 天不要求。', '综合分由没有改为学习占 40%、考试占 60%，60 分达标。', '等次由没有改为按综合分 优秀 90，其余不合格。']],
    ['courses and quizzes', { courses: [{ page: 'qa/a/b', category: 'law', credits: 1.5 }, { page: 'qa/a/c', category: 'must', credits: 1 }], quizzes: [] }, ['增加课程：qa/a/c。', '课程“qa/a/b”的学分由 2 改为 1.5。', '课程“qa/a/b”的类别由“必修”改为“专业”。', '去掉小测：q。']],
    ['activities', { activities: [{ id: 'court', title: '旁听庭审', category: 'law', credits: 2, most: 4 }] }, ['增加线下活动：旁听庭审。']],
    ['the exam’s make-up', { exams: [{ ...exam, makeup: { opens: '2027-01-04', closes: '2027-01-08', for: 'failed' } }] }, ['考试“annual”的补考由没有改为 2027-01-04 到 2027-01-08、1 次，给考了没通过的。']],
  ])('%s', (_, rest, expected) => expect(changes(rest)).toEqual(expected));
});
