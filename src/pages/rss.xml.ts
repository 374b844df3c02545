import type { APIRoute } from 'astro';
import { rssXml } from '#library/feeds.ts';
import { getLibrary } from '#library/ui/library.ts';
import { atFor, machineText } from './_origin.ts';

export const prerender = false;

export const GET: APIRoute = async (context) => {
  const library = await getLibrary();
  return machineText(rssXml(library, library.site, atFor(context)), 'application/rss+xml');
};
