import { describe, expect, it } from 'vitest';
import { plan, said } from '../../tests/support/material.ts';
import { planCredits } from './plan-credits.ts';
import { planDates } from './plan-dates.ts';
import { planReferences } from './plan-references.ts';

const base = { title: '工作人员', credits: 3, shares: { core: 2 }, exam: 'annual' };
const exam = { id: 'annual', paper: 'annual', opens: '2026-11-01', closes: '2026-12-20', attempts: 3 };
const course = { page: 'qa/wages/first', category: 'core', credits: 2 };
const at = (code: string, path: string) => [`${code} plans/2026 ${path}`];

describe('what a plan names exists', () => {
  it.each([
    ['all of it', {}, []],
    ['another year than its file', { year: 2027 }, at('plan-year', 'year')],
    ['a share in no category', { audiences: { staff: { ...base, shares: { cor: 1 } } } }, at('plan-category', 'audiences.staff.shares.cor')],
    ['an exam that is not there', { audiences: { staff: { ...base, exam: 'anual' } } }, at('plan-exam', 'audiences.staff.exam')],
    ['a course without a page', { courses: [{ ...course, page: 'qa/wages/none' }] }, at('plan-page', 'courses.0.page')],
    ['a course in no category', { courses: [{ ...course, category: 'x' }] }, at('plan-category', 'courses.0.category')],
    ['a course twice', { courses: [course, course] }, at('plan-repeated', 'courses.1.page')],
    ['a quiz without a paper', { quizzes: [{ id: 'q', paper: 'none', category: 'core', credits: 1 }] }, at('plan-paper', 'quizzes.0.paper')],
    ['an activity in no category', { activities: [{ id: 'court', title: '旁听庭审', category: 'x', credits: 1 }] }, at('plan-category', 'activities.0.category')],
    ['an exam without a paper', { exams: [{ ...exam, paper: 'anual' }] }, at('plan-paper', 'exams.0.paper')],
    ['a gate in no category', { exams: [{ ...exam, minShares: { x: 1 } }] }, at('plan-category', 'exams.0.minShares.x')],
    ['a cap in no category', { caps: [{ per: 'day' as const, category: 'x', credits: 1 }] }, at('plan-category', 'caps.0.category')],
    ['one of two exams that is not there', { audiences: { staff: { ...base, exam: ['annual', 'other'] } } }, at('plan-exam', 'audiences.staff.exam')],
    ['an exam twice', { exams: [exam, exam] }, at('plan-repeated', 'exams.1.id')],
  ])('%s', (_, rest, expected) => expect(said(planReferences, { plans: { '2026': plan(rest) } })).toEqual(expected));
});

describe('what is owed can be earned', () => {
  it.each([
    ['just so', {}, []],
    ['a hundredth too much', { audiences: { staff: { ...base, credits: 3.01 } } }, at('plan-unreachable', 'audiences.staff.credits')],
    ['shares above the total', { audiences: { staff: { ...base, credits: 1 } } }, at('plan-shares', 'audiences.staff.shares')],
    ['a share above its category', { categories: { core: '必修', extra: '选修' }, audiences: { staff: { ...base, shares: { extra: 1 } } } }, at('plan-unreachable', 'audiences.staff.shares.extra')],
    ['a cap of the year too low', { caps: [{ per: 'year' as const, kind: 'quiz' as const, credits: 0.5 }] }, at('plan-unreachable', 'audiences.staff.credits')],
    ['what activities give counts', { audiences: { staff: { ...base, credits: 5 } }, activities: [{ id: 'court', title: '旁听庭审', category: 'core', credits: 1, most: 2 }] }, []],
    ['an activity without end gives enough', { audiences: { staff: { ...base, credits: 500 } }, activities: [{ id: 'court', title: '旁听庭审', category: 'core', credits: 1 }] }, []],
    ['a gate nobody reaches', { exams: [{ ...exam, minCredits: 4 }] }, at('plan-unreachable', 'exams.0.minCredits')],
    ['a gate nobody reaches within a category', { exams: [{ ...exam, minShares: { core: 3.5 } }] }, at('plan-unreachable', 'exams.0.minShares.core')],
    ['a full score nobody reaches', { score: { study: 50, full: 4 } }, at('plan-unreachable', 'score.full')],
    ['bands by a score that is not there', { bands: { by: 'score' as const, levels: [{ name: '合格', from: 60 }] } }, at('plan-bands', 'bands.by')],
    ['bands above the full marks', { bands: { by: 'exam' as const, levels: [{ name: '优秀', from: 101 }] } }, at('plan-bands', 'bands.levels.0.from')],
    ['two bands of one name', { bands: { by: 'exam' as const, levels: [{ name: '合格', from: 80 }, { name: '合格', from: 60 }] } }, at('plan-bands', 'bands.levels.1')],
    ['a cap too low for the days', { opens: '2026-12-20', dailyCap: 2.5 }, at('plan-unreachable', 'dailyCap')],
  ])('%s', (_, rest, expected) => expect(said(planCredits, { plans: { '2026': plan(rest) } })).toEqual(expected));
});

describe('windows', () => {
  it.each([
    ['in order', {}, []],
    ['a year that ends before it begins', { opens: '2027-01-01', audiences: {} }, at('plan-dates', 'closes')],
    ['an exam that ends before it begins', { exams: [{ ...exam, closes: '2026-10-01' }] }, at('plan-dates', 'exams.0.closes')],
    ['a make-up after the year’s end', { exams: [{ ...exam, closes: '2027-01-20' }] }, []],
    ['an exam that ends the minute it begins', { exams: [{ ...exam, opens: '2026-11-01 09:00', closes: '2026-11-01 09:00' }] }, at('plan-dates', 'exams.0.closes')],
    ['a make-up that ends before it begins', { exams: [{ ...exam, makeup: { opens: '2027-01-09', closes: '2027-01-05' } }] }, at('plan-dates', 'exams.0.makeup.closes')],
    ['a make-up while the exam still runs', { exams: [{ ...exam, makeup: { opens: '2026-11-02', closes: '2027-01-05' } }] }, at('plan-dates', 'exams.0.makeup.opens')],
    ['answers told while others still sit', { exams: [{ ...exam, review: { now: 'marks' as const, after: 'explanations' as const } }] }, at('plan-dates', 'exams.0.review.now')],
    ['a make-up of study before the year ends', { makeup: { opens: '2026-12-20', closes: '2027-01-10' } }, at('plan-dates', 'makeup.opens')],
    ['a make-up of study that ends before it begins', { makeup: { opens: '2027-01-10', closes: '2027-01-04' } }, at('plan-dates', 'makeup.closes')],
    ['an exam that opens too late', { exams: [{ ...exam, opens: '2026-12-21', closes: '2026-12-31' }] }, at('plan-dates', 'exams.0.opens')],
  ])('%s', (_, rest, expected) => expect(said(planDates, { plans: { '2026': plan(rest) } })).toEqual(expected));
});
