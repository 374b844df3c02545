import { describe, expect, it } from 'vitest';
import { planSchema } from '../plans/schema.ts';
import { emptyActivity, readActivity } from './form.ts';

const plan = planSchema.parse({
  year: 2026, title: '计划', opens: '2026-01-01', closes: '2026-12-20', categories: { law: '法规' }, audiences: {}, study: { secondsPerThousand: 60 }, courses: [], exams: [],
  activities: [{ id: 'court', title: '旁听庭审', category: 'law', credits: 4, most: 8 }],
});
const plans = new Map([[2026, plan]]);
const good = emptyActivity({ kind: '2026:court', title: ' 旁听  庭审 ', day: '2026年3月1日', place: '大丰法院', unit: 'u' });

describe('the form of an activity', () => {
  it('is read', () => {
    expect(readActivity(good, plans)).toEqual({ activity: { plan, kind: plan.activities[0], title: '旁听 庭审', day: '2026-03-01', place: '大丰法院', document: '', unitId: 'u' } });
  });

  it.each([
    [{ kind: '' }, 'kind'],
    [{ kind: '2025:court' }, 'kind'],
    [{ kind: '2026:none' }, 'kind'],
    [{ title: '  ' }, 'title'],
    [{ title: '长'.repeat(61) }, 'title'],
    [{ day: '' }, 'day'],
    [{ day: '昨天' }, 'day'],
    [{ day: '3/1/26' }, 'day'],
    [{ day: '2026-02-29' }, 'day'],
    [{ day: '2026-12-21' }, 'day'],
    [{ day: '2025-12-31' }, 'day'],
    [{ place: '' }, 'place'],
    [{ document: '文'.repeat(101) }, 'document'],
    [{ unit: '' }, 'unit'],
  ])('%o is told beside “%s”', (over, field) => {
    const read = readActivity({ ...good, ...over }, plans);
    expect('mistakes' in read && Object.keys(read.mistakes)).toEqual([field]);
  });

  it('tells every mistake at once', () => {
    const read = readActivity(emptyActivity(), plans);
    expect('mistakes' in read && Object.keys(read.mistakes).sort()).toEqual(['day', 'kind', 'place', 'title', 'unit']);
  });
});
