import type { APIRoute } from 'astro';
import { atomXml } from '#library/feeds.ts';
import { getLibrary } from '#library/ui/library.ts';
import { atFor, machineText } from './_origin.ts';

export const prerender = false;

export const GET: APIRoute = async (context) => {
  const library = await getLibrary();
  return machineText(atomXml(library, library.site, atFor(context)), 'application/atom+xml');
};
