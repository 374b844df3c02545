/** What every route file starts from: a typed sub-app, uniform refusals, guards. */
import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { Refusal } from '../../kernel/refusal.ts';
import { MAY, UNIT_DEEDS, type Deed } from '../roles.ts';
import type { ApiEnv, SignedIn } from './env.ts';

/** A sub-app whose inputs, when they break their schema, are refused with a sentence per field. */
export function newRoutes() {
  return new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw unreadable(result.error);
    },
  });
}

/** Input that breaks its schema, as a refusal with a sentence per field. */
export function unreadable(error: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] }): Refusal {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join('.') || 'body'] ??= issue.message;
  return new Refusal('bad-input', undefined, fields);
}

/** Body of every answer that is not a success. */
export const errorBody = z.object({
  error: z.object({
    code: z.string(),
    /** One Chinese sentence. */
    say: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
    /** Number of the fault in the log. */
    id: z.string().optional(),
  }),
});

/** For `responses` of a route: JSON of this schema. */
export const json = <S extends z.ZodType>(schema: S, description: string) => ({ content: { 'application/json': { schema } }, description });

/** The signed-in person; refuses the public, and whoever still has the initial password. */
export function signedIn(c: Context<ApiEnv>): SignedIn {
  const person = c.get('person');
  if (!person) throw new Refusal('signed-out');
  if (person.mustChange) throw new Refusal('password-change-due');
  return person;
}

/**
 * Where a person may do a deed: `everywhere`, or the units their role was given for
 * (each reaching all units below it). Empty: nowhere.
 */
export function reachOf(person: SignedIn, deed: Deed): 'everywhere' | readonly string[] {
  const units: string[] = [];
  for (const { role, unitId } of person.roles) {
    const reach = MAY[role][deed];
    if (!reach || reach === 'self') continue;
    if (reach === 'everywhere' && unitId === null) return 'everywhere';
    if (unitId && UNIT_DEEDS.includes(deed)) units.push(unitId);
  }
  return units;
}

/** The signed-in person, if a role of theirs allows the deed anywhere; refuses otherwise. */
export function allowed(c: Context<ApiEnv>, deed: Deed): SignedIn {
  const person = signedIn(c);
  const reach = reachOf(person, deed);
  if (reach !== 'everywhere' && reach.length === 0) throw new Refusal('not-allowed');
  return person;
}
