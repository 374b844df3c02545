/** What a round is called, and what the button at its end says. */
import type { BankCard } from '../practice.ts';
import type { Asked } from './asked.ts';

/** `title` is the round's own, once it is there. */
export function crumbOf(asked: Asked, bank: BankCard | undefined, title: string | undefined): string {
  if (asked.what === 'daily') return '每日一题';
  if (asked.what === 'wrong') return '错题本';
  if (asked.what === 'level') return `${bank?.title ?? ''} · 第 ${asked.level} 关`;
  if (asked.what === 'bank' && asked.take) return `${bank?.title ?? ''} · ${Math.min(asked.take, bank?.count ?? 0)} 题小测`;
  return title ?? bank?.title ?? '';
}

/** The day's question has no second round. */
export function againSays({ what }: Asked, small: boolean): { again?: string } {
  if (what === 'daily') return {};
  return { again: what === 'wrong' ? '接着复习' : what === 'level' ? '再闯一次' : small ? '换几道题再来' : '换个顺序再来一轮' };
}
