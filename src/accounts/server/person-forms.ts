/** The plain forms of a person's page: which deed is meant, what was typed, and what came of it. */
import type { Deps } from '../../db/portable.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { SERVICE_FIELDS, emptyServiceForm, fieldsOf, type ServiceForm } from '../service-form.ts';
import { changeAudiences, closeAccount, removeAudienceTime, reopenAccount } from './account-state.ts';
import type { SignedIn } from './env.ts';
import { EXEMPTION_FIELDS, grantExemption, revokeExemption, type ExemptionForm } from './exemptions.ts';
import { recordService, withdrawService } from './service.ts';

export interface PersonForms {
  readonly deed: string;
  readonly service: ServiceForm;
  readonly audiences: { readonly from: string; readonly held: readonly string[]; readonly none: boolean };
  readonly exemption: ExemptionForm;
  readonly why: string;
  /** By field of the form that was sent. */
  readonly mistakes: Readonly<Record<string, string>>;
  /** A sentence that belongs to no field. */
  readonly problem: string | undefined;
}

/** Untouched forms: what is held today is ticked. */
export const untouchedForms = (staffNo: string, held: readonly string[], year: number | undefined): PersonForms => ({
  deed: '',
  service: emptyServiceForm({ audiences: held }),
  audiences: { from: '', held, none: false },
  exemption: { staffNo, year: String(year ?? ''), reason: '', document: '', approver: '' },
  why: '',
  mistakes: {},
  problem: undefined,
});

/**
 * Does what the form asks for.
 * @param known what the person and the plans are: ids of audiences, years.
 * @returns the forms with their mistakes when the rules said no, undefined when it is done.
 */
export async function personDeed(deps: Deps, actor: SignedIn, personId: string, sent: FormData, untouched: PersonForms, known: { readonly audienceIds: readonly string[]; readonly years: readonly number[] }): Promise<{ readonly done: string } | PersonForms> {
  const all = (name: string): string[] => sent.getAll(name).filter((v) => typeof v === 'string');
  const { deed, id, why, from, none } = fieldsOf(sent, ['deed', 'id', 'why', 'from', 'none']);
  const service = { ...fieldsOf(sent, SERVICE_FIELDS), audiences: all('audiences') };
  const audiences = { from, held: all('held'), none: none !== '' };
  const exemption = fieldsOf(sent, EXEMPTION_FIELDS);
  const deeds: Record<string, () => Promise<void>> = {
    record: () => recordService(deps, actor, personId, service, known.audienceIds),
    withdraw: () => withdrawService(deps, actor, personId, id),
    audiences: () => changeAudiences(deps, actor, personId, { day: from, audiences: audiences.held, none: audiences.none }, known.audienceIds),
    'remove-audience': () => removeAudienceTime(deps, actor, personId, id),
    exempt: () => grantExemption(deps, actor, exemption, known.years),
    'revoke-exemption': () => revokeExemption(deps, actor, id),
    close: () => closeAccount(deps, actor, personId, why),
    reopen: () => reopenAccount(deps, actor, personId),
  };
  const run = Object.hasOwn(deeds, deed) ? deeds[deed] : undefined;
  if (!run) return { ...untouched, problem: '没有这个操作，请从页面上的按钮办理。' };
  try {
    await run();
    return { done: deed };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const mistakes = error.fields ?? {};
    const n = Object.keys(mistakes).length;
    return {
      deed,
      service: deed === 'record' ? service : untouched.service,
      audiences: deed === 'audiences' ? audiences : untouched.audiences,
      exemption: deed === 'exempt' ? exemption : untouched.exemption,
      why,
      mistakes,
      problem: n > 0 ? `有 ${n} 处要改，还没有保存：${Object.values(mistakes).join('；')}` : error.say,
    };
  }
}

/** What was done, for the page that comes after. */
export const DONE_SAYS: Record<string, string> = {
  record: '变动已登记。',
  withdraw: '那一条已撤销，前一条接着有效。',
  audiences: '人员类别已保存。',
  'remove-audience': '那一条类别已删除。',
  exempt: '免学已登记：这一年不计入应达标人数，名单上仍然列出。',
  'revoke-exemption': '免学已撤销：这一年重新计入应达标人数。',
  close: '账号已停用，登录随即失效；档案保留。',
  reopen: '账号已恢复。忘了密码的，请再重置一次密码。',
};
