/** The day on which the site is built, in Asia/Shanghai: what is 现行有效 is so on that day. PUFA_NOW moves it for demonstrations. */
import { dayOf, type Day } from '../../kernel/day.ts';

export const today = (): Day => dayOf(process.env.PUFA_NOW ? Date.parse(process.env.PUFA_NOW) : Date.now());
