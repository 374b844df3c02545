/** Who is asking, as every route and page sees it. */
import type { Role } from '../roles.ts';

/** A signed-in person. Roles are what the role table grants beyond learner, with the units they reach. */
export interface SignedIn {
  readonly id: string;
  readonly staffNo: string;
  readonly name: string;
  readonly unitId: string;
  /** The initial password must be changed before anything else. */
  readonly mustChange: boolean;
  readonly roles: readonly { readonly role: Role; readonly unitId: string | null }[];
}

/** Variables that the session middleware sets on every request under `/api`. */
export interface ApiEnv {
  Variables: { person: SignedIn | undefined; sessionId: string | undefined; requestId: string };
}
