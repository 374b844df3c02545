/** Astro's bundle of pages to render ahead of time, with the way to list their paths; `prerender-thread.ts` runs it. */
export { app } from 'astro/entrypoints/prerender';
export { StaticPaths } from 'astro:static-paths';
