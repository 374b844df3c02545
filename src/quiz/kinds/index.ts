/** Every kind of question. A kind in the schema without an entry here is a type error. */
import type { QuestionKind } from '../schema.ts';
import { caseKind } from './case.ts';
import { fill } from './fill.ts';
import type { AskedKind, Kind, UnitKind } from './kind.ts';
import { matching } from './matching.ts';
import { multiple } from './multiple.ts';
import { ordering } from './ordering.ts';
import { single } from './single.ts';
import { truefalse } from './truefalse.ts';

/** What is asked and marked. */
export const KINDS: { readonly [K in AskedKind]: Kind<K> } = { single, multiple, truefalse, fill, ordering, matching };
/** What a bank holds and a blueprint draws. */
export const UNITS: { readonly [K in QuestionKind]: UnitKind<K> } = { ...KINDS, case: caseKind };

/** The functions for questions of this kind. */
export const kindOf = <K extends AskedKind>(kind: K): Kind<K> => KINDS[kind];
export const unitOf = <K extends QuestionKind>(kind: K): UnitKind<K> => UNITS[kind];

/** Names of the asked kinds and of all kinds, for schemas. */
export const askedKinds = Object.keys(KINDS) as [AskedKind, ...AskedKind[]];
export const questionKinds = Object.keys(UNITS) as [QuestionKind, ...QuestionKind[]];

/** Longest text that any kind takes as an answer, with room for its separators. */
export const MOST_VALUE = 1000;

export type { AskedKind, AskedOf, Fault, Kind, OptionOrder, PartVerdict, Read, Shown, UnitKind } from './kind.ts';
