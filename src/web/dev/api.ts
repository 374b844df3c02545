/** In `astro dev` only: the same Hono app, mounted by a catch-all route. */
import type { APIRoute } from 'astro';
import { makeApi } from '../api.ts';
import { devApp } from './runtime.ts';

export const prerender = false;

export const ALL: APIRoute = async ({ request }) => makeApi(await devApp()).fetch(request);
