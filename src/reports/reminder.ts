/** 提醒: what somebody behind is told: what is owed, until when, the cheapest way. Pure. */
import type { Day } from '../kernel/day.ts';
import { sentenceOf, waySays } from '../plans/say.ts';
import type { Plan } from '../plans/schema.ts';
import type { Standing } from '../plans/standing.ts';
import type { Way } from '../plans/way.ts';

/** Nobody is reminded again within these days, whoever asks. */
export const REMIND_AGAIN_DAYS = 7;
/** In one sending. */
export const MOST_REMINDED = 500;

export interface Letter {
  readonly subject: string;
  readonly body: string;
}

/** @param where address of the learner's page; undefined when the site does not know its own. */
export function letterTo(name: string, plan: Plan, standing: Standing, way: Way, today: Day, where: string | undefined): Letter {
  const walk = waySays(standing, way, today, plan.dailyCap);
  return {
    subject: `${plan.year} 年度学法还没有达标`,
    body: `${name}，您好：\n\n${plan.title}：${sentenceOf(standing)}。\n${walk ? `${walk}\n` : ''}\n${where ? `去学习：${where}` : '登录学法平台可以接着学。'}\n\n已经完成的请不用理会。有疑问请联系本单位组织员。`,
  };
}
