/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    /** The running application, handed to every page rendered on request. */
    app: import('./web/app.ts').App;
    /** The signed-in person, `undefined` for the public. */
    person: import('./accounts/server/env.ts').SignedIn | undefined;
    /** Name of the session that asks. */
    sessionId: string | undefined;
    /** The answer when a page throws: logged, with a number, on the error page. Only in the real server. */
    fail?: (error: unknown) => Response;
  }
}
