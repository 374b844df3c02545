/** What a format has no place for, told before anybody downloads a file that is short of it. */
import type { Question } from '../schema.ts';
import { encodeAiken } from './aiken.ts';
import type { FormatId } from './formats.ts';
import { encodeGift } from './gift.ts';
import type { Encoded } from './item.ts';
import { encodeMoodle } from './moodle-xml.ts';
import { encodeQti } from './qti.ts';

/** The questions that an export to this format would not hold, each with the reason. */
export function leftOutOf(questions: readonly Question[], format: FormatId): Encoded<unknown>['left'] {
  switch (format) {
    case 'xlsx':
    case 'csv':
      return [];
    case 'gift':
      return encodeGift(questions).left;
    case 'moodle':
      return encodeMoodle(questions).left;
    case 'aiken':
      return encodeAiken(questions).left;
    case 'qti2':
      return encodeQti(questions, '2.2').left;
    case 'qti3':
      return encodeQti(questions, '3.0').left;
  }
}

/** By reason, in the order in which the reasons first occur. */
export function byReason(left: Encoded<unknown>['left']): { readonly why: string; readonly ids: readonly string[] }[] {
  const reasons = new Map<string, string[]>();
  for (const { id, why } of left) reasons.set(why, [...(reasons.get(why) ?? []), id]);
  return Array.from(reasons, ([why, ids]) => ({ why, ids }));
}
