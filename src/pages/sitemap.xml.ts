import type { APIRoute } from 'astro';
import { sitemapXml } from '#library/feeds.ts';
import { getLibrary } from '#library/ui/library.ts';
import { atFor, machineText } from './_origin.ts';

export const prerender = false;

export const GET: APIRoute = async (context) => machineText(sitemapXml(await getLibrary(), atFor(context)), 'application/xml');
