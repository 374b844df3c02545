/** Importing people as the web does it: audiences out of the plan, a notice to those with an address. */
import type { ImportDeps } from '../../accounts/server/import.ts';
import type { Deps } from '../../db/portable.ts';
import { dayOf } from '../../kernel/day.ts';
import { enqueueAll } from '../../notices/server/outbox.ts';
import { planOn } from '../../plans/audiences.ts';
import type { Plan } from '../../plans/schema.ts';

export type PeopleDeps = Deps & { readonly plans: ReadonlyMap<number, Plan>; readonly config: { readonly publicUrl: string | undefined } };

/** Names of the audiences of today's plan, with their ids. */
export function audienceIds(deps: Pick<PeopleDeps, 'plans' | 'clock'>): Map<string, string> {
  const plan = planOn(deps.plans, dayOf(deps.clock.now()));
  return new Map(Object.entries(plan?.audiences ?? {}).map(([id, a]) => [a.title, id]));
}

/**
 * What importing needs. The notice tells the address and the staff number, never the
 * password: mail is kept for years on servers that are not ours, a sheet handed over is not.
 */
export function importDeps(deps: PeopleDeps): ImportDeps {
  const where = deps.config.publicUrl ? `登录地址：${deps.config.publicUrl}/login/` : '登录地址请看本单位组织员的通知。';
  return {
    ...deps,
    audienceIds: audienceIds(deps),
    onOpened: (trx, people) =>
      enqueueAll(
        trx,
        deps,
        people.map((person) => ({
          kind: 'account-opened',
          personId: person.id,
          email: person.email,
          subject: '您的学法账号已开通',
          body: `${person.name}，您好：\n\n您的学法账号已开通。\n${where}\n工号：${person.staffNo}\n初始密码：由本单位组织员当面交给您，首次登录时请换成自己的密码。\n\n我们不会在邮件里发送密码，也不会向您索要密码。`,
        })),
      ),
  };
}
