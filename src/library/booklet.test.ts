import { describe, expect, it } from 'vitest';
import { chaptersOf, placesOf } from './booklet.ts';
import type { QaEntry, Topic } from './schema.ts';

const topic = (id: string, chapter: number): Topic => ({ id, title: id, chapter, gist: '' });
const qa = (id: string) => ({ id: `qa/${id}`, data: {}, body: '', bodyLine: 1 }) as unknown as QaEntry;

describe('the booklet', () => {
  const chapters = chaptersOf({ topics: [topic('a', 1), topic('b', 2), topic('c', 3)], qa: [qa('a/1'), qa('a/2'), qa('c/1')] });
  const places = placesOf(chapters);

  it('keeps a chapter that is still empty', () => {
    expect(chapters.map((c) => [c.topic.id, c.entries.length])).toEqual([['a', 2], ['b', 0], ['c', 1]]);
  });

  it.each([
    ['qa/a/1', 'a', 1, undefined, 'qa/a/2'],
    ['qa/a/2', 'a', 2, 'qa/a/1', 'qa/c/1'],
    ['qa/c/1', 'c', 1, 'qa/a/2', undefined],
  ])('%s stands in chapter %s as no. %i, between %s and %s', (id, chapter, nth, previous, next) => {
    const place = places.get(id);
    expect([place?.chapter.topic.id, place?.nth, place?.previous?.id, place?.next?.id]).toEqual([chapter, nth, previous, next]);
  });
});
