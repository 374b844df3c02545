import { describe, expect, it } from 'vitest';
import { constitution, qa, said } from '../../tests/support/material.ts';
import { reviewDay } from './review-day.ts';
import { TO_WRITE, templateText } from './template-text.ts';
import { topics } from './topics.ts';

describe('the day of review', () => {
  it.each([
    ['ahead', '2026-11-01', '2026-11-24', []],
    ['today', '2026-11-01', '2026-11-23', []],
    ['past', '2026-05-01', '2026-11-22', ['?review-due qa/wages/first review']],
    ['before it was verified', '2026-11-02', '2026-11-01', ['review-before-verified qa/wages/first review']],
    ['verified tomorrow', '2026-11-24', '2027-11-01', ['verified-in-future qa/wages/first verified']],
  ])('%s', (_, verified, review, expected) => expect(said(reviewDay, { qa: [qa('qa/wages/first', { verified, review })] })).toEqual(expected));
});

describe('text of the template', () => {
  it.each([
    ['none', qa('qa/wages/first'), []],
    ['in a field and in the body', qa('qa/wages/first', { title: `${TO_WRITE}标题` }, `甲\n乙${TO_WRITE}`), ['?template-text qa/wages/first title', '?template-text qa/wages/first 21:2']],
    ['in a list', qa('qa/wages/first', { asked: ['一', '二', `${TO_WRITE}三`] }), ['?template-text qa/wages/first asked']],
  ])('%s', (_, entry, expected) => expect(said(templateText, { qa: [entry] })).toEqual(expected));
});

describe('places of files', () => {
  it.each([
    ['in a topic', { qa: [qa('qa/wages/first')] }, []],
    ['in no topic', { qa: [qa('qa/wage/first')] }, ['topic-missing qa/wage/first']],
    ['too deep', { qa: [qa('qa/wages/a/b')] }, ['file-place qa/wages/a/b']],
    ['not deep enough', { qa: [qa('qa/first')] }, ['file-place qa/first']],
    ['in capitals', { qa: [qa('qa/wages/First')] }, ['file-name qa/wages/First']],
    ['a folder below constitution', { constitution: [constitution('constitution/a/b', '')] }, ['file-place constitution/a/b']],
    ['two topics with one chapter', { topics: [{ id: 'wages', title: '一', chapter: 1, gist: '一' }, { id: 'leave', title: '二', chapter: 1, gist: '二' }] }, ['chapter-repeated topics/leave chapter']],
  ])('%s', (_, parts, expected) => expect(said(topics, parts)).toEqual(expected));
});
