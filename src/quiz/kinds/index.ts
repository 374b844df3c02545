/** Every kind of question. A kind in the schema without an entry here is a type error. */
import type { QuestionKind } from '../schema.ts';
import type { Kind } from './kind.ts';
import { multiple } from './multiple.ts';
import { single } from './single.ts';
import { truefalse } from './truefalse.ts';

export const KINDS: { readonly [K in QuestionKind]: Kind<K> } = { single, multiple, truefalse };

/** The functions for questions of this kind. */
export const kindOf = <K extends QuestionKind>(kind: K): Kind<K> => KINDS[kind];

export type { AskedOf, Choice, Kind, Read } from './kind.ts';
