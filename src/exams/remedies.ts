/** 处理办法: what can be done about a question whose key was wrong. Apart from remark.ts, because browsers need the words. */
export const REMEDIES = ['new-key', 'give-all', 'take-out'] as const;
export type Remedy = (typeof REMEDIES)[number];
export const REMEDY_NAMES: Record<Remedy, string> = { 'new-key': '按更正后的答案重新判分', 'give-all': '这道题全体给满分', 'take-out': '这道题不计分' };
/** What it means, for whoever chooses. */
export const REMEDY_SAYS: Record<Remedy, string> = {
  'new-key': '用题库里现在的答案重判。原来判对的可能变错。',
  'give-all': '凡抽到这道题的人，不论答没答，都得满分。没有人会吃亏。',
  'take-out': '这道题从满分里扣除，及格比例不变。原来答对的人得分率会下降。',
};
