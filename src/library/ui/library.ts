/** The library as pages see it: handed over, or in `astro dev` Astro's collections put together again, in reading order. */
import { getCollection } from 'astro:content';
import { handedOver } from '../handed.ts';
import type { RateTable } from '../schema-rates.ts';
import type { Figure, Kit, Leaflet, Week } from '../schema-rooms.ts';
import type { CalculatorEntry, ConstitutionEntry, Law, Library, QaEntry, SafetyEntry, Site, Topic } from '../schema.ts';

interface Stored {
  readonly id: string;
  readonly data: Record<string, unknown>;
  readonly body?: string;
}

function entry<E>({ id, data, body }: Stored): E {
  const { bodyLine, ...rest } = data;
  return { id, data: rest, body: body ?? '', bodyLine } as E;
}

async function read(): Promise<Library & { site: Site }> {
  const all = async (name: 'qa' | 'constitution' | 'safety' | 'calculators' | 'rates' | 'laws' | 'topics' | 'weeks' | 'figures' | 'kits' | 'leaflets' | 'site') => (await getCollection(name)) as Stored[];
  const byOrder = (a: Stored, b: Stored) => Number(a.data.order) - Number(b.data.order) || (a.id < b.id ? -1 : 1);
  const topics = (await all('topics')).map((t) => t.data as unknown as Topic).sort((a, b) => a.chapter - b.chapter);
  const records = async <T>(name: 'rates' | 'weeks' | 'figures' | 'kits' | 'leaflets') => (await all(name)).sort((a, b) => (a.id < b.id ? -1 : 1)).map((r) => r.data as unknown as T);
  const chapter = new Map(topics.map((t) => [t.id, t.chapter]));
  const chapterOf = (e: Stored) => chapter.get(e.id.split('/')[1] ?? '') ?? 999;
  const site = (await all('site'))[0]?.data as unknown as Site | undefined;
  if (!site) throw new Error('content/site.yaml 缺失');
  return {
    site,
    topics,
    laws: (await all('laws')).map((l) => l.data as unknown as Law),
    qa: (await all('qa')).sort((a, b) => chapterOf(a) - chapterOf(b) || byOrder(a, b)).map(entry<QaEntry>),
    constitution: (await all('constitution')).sort(byOrder).map(entry<ConstitutionEntry>),
    safety: (await all('safety')).sort(byOrder).map(entry<SafetyEntry>),
    calculators: (await all('calculators')).sort(byOrder).map(entry<CalculatorEntry>),
    rates: await records<RateTable>('rates'),
    weeks: await records<Week>('weeks'),
    figures: await records<Figure>('figures'),
    kits: await records<Kit>('kits'),
    leaflets: (await records<Leaflet>('leaflets')).sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)),
  };
}

async function handed(): Promise<Library & { site: Site }> {
  const library = await handedOver();
  if (!library?.site) throw new Error('content/site.yaml 缺失');
  return { ...library, site: library.site };
}

let kept: Promise<Library & { site: Site }> | undefined;

/** Everything the public reads. The same for all pages of a build or a server, afresh for each page in `astro dev`. */
export function getLibrary(): Promise<Library & { site: Site }> {
  if (import.meta.env.DEV) return read();
  kept ??= handed();
  return kept;
}
