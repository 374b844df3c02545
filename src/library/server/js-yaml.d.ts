/** As much of js-yaml as {@link ./yaml-value.ts} uses; the package carries no types. */
declare module 'js-yaml' {
  export class Type {
    constructor(tag: string, options: { kind: 'scalar'; resolve: (text: string | null) => boolean; construct: (text: string | null) => unknown });
  }
  export interface Schema {
    extend(types: { implicit: Type[] }): Schema;
  }
  export const FAILSAFE_SCHEMA: Schema;
  export function load(text: string, options: { schema: Schema }): unknown;
}
