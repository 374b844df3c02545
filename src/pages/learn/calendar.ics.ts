/** The deadlines of the signed-in person as a calendar file. */
import type { APIRoute } from 'astro';
import { doorOf } from '#accounts/door.ts';
import { sha256 } from '#credits/server/append.ts';
import { calendarText } from '#plans/calendar.ts';
import { yearOf } from '#plans/server/year.ts';
import { href } from '#ui/href.ts';
export const prerender = false;

export const GET: APIRoute = async ({ locals, url, redirect }) => {
  const { app, person } = locals;
  const away = doorOf(person, url.pathname + url.search);
  if (away || !person) return redirect(href(away ?? '/login/'), 303);
  const asked = Number(url.searchParams.get('year'));
  const { plan, deadlines } = await yearOf(app, person.id, app.plans.has(asked) ? asked : undefined);
  const address = new URL(href(`/learn/?year=${plan.year}`), app.config.publicUrl ?? url.origin).href;
  const text = calendarText({ year: plan.year, name: `${plan.year} 年度学法`, deadlines, key: sha256(person.id).slice(0, 12), address, now: app.clock.now() });
  return new Response(text, { headers: { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': `attachment; filename="xuefa-${plan.year}.ics"`, 'cache-control': 'private, no-store' } });
};
