/** The day on which the site is built, in Asia/Shanghai: what is 现行有效 is so on that day. */
import { dayOf, type Day } from '../../kernel/day.ts';

export const today = (): Day => dayOf(Date.now());
