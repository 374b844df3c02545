/** The door of every page behind the sign-in: where whoever may not enter is sent. */
import { mayAnywhere } from './reach.ts';
import type { HeldRole } from './reach.ts';
import type { Deed } from './roles.ts';

interface Visitor {
  readonly mustChange: boolean;
  readonly roles: readonly HeldRole[];
}

/**
 * @param here path and query of the page asked for, to come back to.
 * @returns where to go instead, or undefined when the visitor may enter.
 */
export function doorOf(visitor: Visitor | undefined, here: string, deed?: Deed): string | undefined {
  if (!visitor) return `/login/?${new URLSearchParams({ next: here })}`;
  if (visitor.mustChange) return `/learn/password/?${new URLSearchParams({ next: here })}`;
  if (deed && !mayAnywhere(visitor.roles, deed)) return '/learn/?error=not-allowed';
  return undefined;
}
