/** Astro's collections: the schemas and the reader of library/, nothing else. */
import { defineCollection } from 'astro:content';
import { entryLoader, recordLoader } from './library/server/astro-loader.ts';

export const collections = {
  qa: defineCollection({ loader: entryLoader('qa') }),
  constitution: defineCollection({ loader: entryLoader('constitution') }),
  safety: defineCollection({ loader: entryLoader('safety') }),
  calculators: defineCollection({ loader: entryLoader('calculators') }),
  rates: defineCollection({ loader: recordLoader('rates') }),
  laws: defineCollection({ loader: recordLoader('laws') }),
  topics: defineCollection({ loader: recordLoader('topics') }),
  weeks: defineCollection({ loader: recordLoader('weeks') }),
  figures: defineCollection({ loader: recordLoader('figures') }),
  kits: defineCollection({ loader: recordLoader('kits') }),
  leaflets: defineCollection({ loader: recordLoader('leaflets') }),
  site: defineCollection({ loader: recordLoader('site') }),
};
