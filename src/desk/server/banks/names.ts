/** Names of laws and pages, for reading and writing sheets. */
import { entriesOf } from '../../../checks/material.ts';
import type { Library } from '../../../library/schema.ts';
import type { Known } from '../../../quiz/server/formats/write.ts';

export const namesIn = (library: Library): Known => ({
  laws: library.laws.map(({ id, short, title, aliases }) => ({ id, short, title, aliases })),
  pages: entriesOf(library).map((e) => ({ id: e.id, title: e.data.title })),
});
