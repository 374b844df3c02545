/** As much of js-yaml as {@link ./yaml-value.ts} uses; the package carries no types. */
declare module 'js-yaml' {
  export interface ScalarType {
    readonly tag: string;
  }
  export const Type: new (tag: string, options: { kind: 'scalar'; resolve: (text: string | null) => boolean; construct: (text: string | null) => unknown }) => ScalarType;
  export interface Schema {
    extend(types: { implicit: ScalarType[] }): Schema;
  }
  export const FAILSAFE_SCHEMA: Schema;
  export function load(text: string, options: { schema: Schema }): unknown;
}
