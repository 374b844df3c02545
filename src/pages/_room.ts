/** The pages of a room in their order, each with the one before and after. */

export interface InRoom<E> {
  readonly entry: E;
  readonly previous: E | undefined;
  readonly next: E | undefined;
}

/** For `getStaticPaths` of `[slug]`; an id is `safety/forklift`. */
export const roomPaths = <E extends { readonly id: string }>(all: readonly E[]): { params: { slug: string | undefined }; props: InRoom<E> }[] =>
  all.map((entry, i) => ({ params: { slug: entry.id.split('/')[1] }, props: { entry, previous: all[i - 1], next: all[i + 1] } }));
