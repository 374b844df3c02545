import type { APIRoute } from 'astro';
import { robotsTxt } from '#library/feeds.ts';
import { href } from '#ui/href.ts';
import { atFor, machineText } from './_origin.ts';

export const prerender = false;

export const GET: APIRoute = (context) => machineText(robotsTxt(href, atFor(context)), 'text/plain');
