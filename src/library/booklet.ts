/** 《企业劳动用工问答》 as a book: chapters, and a place for each question. */
import type { Library, QaEntry, Topic } from './schema.ts';

export interface Chapter {
  readonly topic: Topic;
  /** In their order; empty while the chapter is being written. */
  readonly entries: readonly QaEntry[];
}

/** What the page with its link says of the printed booklet. */
export interface BookletFacts {
  readonly pages: number;
  readonly bytes: number;
  /** The day on which the last of its entries was checked. */
  readonly verified: string;
}

/** Where the printed booklet lies on the site. */
export const BOOKLET_PATH = '/qa/booklet.pdf';

/** More questions than this are no book any more (2,000 make about 4,700 pages): none is set, and only chapters are printed. */
export const MOST_IN_BOOK = 1000;

/** `qa/ending/resignation` → `ending`. */
export const topicOf = (id: string): string => id.split('/')[1] ?? '';

/** All chapters in their order. */
export function chaptersOf({ topics, qa }: Pick<Library, 'topics' | 'qa'>): readonly Chapter[] {
  const byTopic = Map.groupBy(qa, (entry) => topicOf(entry.id));
  return topics.map((topic) => ({ topic, entries: byTopic.get(topic.id) ?? [] }));
}

export interface Place {
  readonly chapter: Chapter;
  /** 1-based place within the chapter. */
  readonly nth: number;
  readonly previous: QaEntry | undefined;
  readonly next: QaEntry | undefined;
}

/** Where each question stands, by its path; before and after run through the whole book. */
export function placesOf(chapters: readonly Chapter[]): ReadonlyMap<string, Place> {
  const all = chapters.flatMap((chapter) => chapter.entries.map((entry, i) => ({ chapter, entry, nth: i + 1 })));
  return new Map(all.map(({ chapter, entry, nth }, i) => [entry.id, { chapter, nth, previous: all[i - 1]?.entry, next: all[i + 1]?.entry }]));
}
