/** The search of the whole site as one file, loaded by browsers when a reader first uses the search. */
import type { APIRoute } from 'astro';
import { getLibrary } from '#library/ui/library.ts';
import { siteIndex } from '#search/build.ts';

export const prerender = true;

export const GET: APIRoute = async () =>
  new Response(JSON.stringify(siteIndex(await getLibrary())), { headers: { 'content-type': 'application/json; charset=utf-8' } });
