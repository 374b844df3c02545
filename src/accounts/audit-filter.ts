/** What the audit log is narrowed to, read from an address; and its details in words. Pure. */
import { isDay, type Day } from '../kernel/day.ts';
import { AUDIT_DEEDS, KIND_NAMES, saysOf, type AuditDeed, type DeedKind } from './audit-deeds.ts';

export interface AuditFilter {
  /** Part of a name, or a staff number: of who did it or whom it concerns. */
  readonly who?: string | undefined;
  readonly deed?: AuditDeed | undefined;
  readonly kind?: DeedKind | undefined;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  /** Only what came before this event: `<at>~<id>`. */
  readonly before?: string | undefined;
}

/** Reads a filter; what makes no sense is left out. `what` is a deed or a whole kind of them. */
export function auditFilterFrom(query: { get(name: string): string | null }): AuditFilter {
  const text = (name: string) => query.get(name)?.trim().slice(0, 100) || undefined;
  const day = (name: string) => [text(name)].find((d) => d !== undefined && isDay(d));
  const what = text('what') ?? '';
  return {
    who: text('who'),
    deed: Object.hasOwn(AUDIT_DEEDS, what) ? (what as AuditDeed) : undefined,
    kind: what.startsWith('kind:') && Object.hasOwn(KIND_NAMES, what.slice(5)) ? (what.slice(5) as DeedKind) : undefined,
    from: day('from'),
    to: day('to'),
    before: [text('before')].find((b) => b !== undefined && /^[\d:.TZ-]{24}~[\w-]{1,60}$/.test(b)),
  };
}

/** The filter as an address's query, to be read again by {@link auditFilterFrom}. */
export function auditQuery({ deed, kind, ...rest }: AuditFilter): string {
  const all = Object.entries({ ...rest, what: deed ?? (kind && `kind:${kind}`) }).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(all.map(([k, v]) => [k, String(v)])).toString();
  return text && `?${text}`;
}

/** What the log keeps of a look at itself: never the name searched for. */
export const lookAtLog = ({ who, before, ...rest }: AuditFilter, events: number): Record<string, unknown> => ({ ...Object.fromEntries(Object.entries(rest).filter(([, v]) => v !== undefined)), ...(who ? { searched: true } : {}), ...(before ? { earlier: true } : {}), events });

const NAMES: Record<string, string> = {
  year: '年度', unit: '单位', audience: '人员类别', met: '达标情况', people: '人数', searched: '按姓名或工号查找', arrangements: '条数', question: '试题', sitting: '场次', which: '作答', part: '内容', as: '格式', way: '方式', factor: '第二步',
  events: '条数', earlier: '往前翻', deed: '只看', kind: '只看', from: '从', to: '到', code: '原因', why: '原因', changes: '改动', opened: '新开', changed: '改动', unchanged: '没有变化', units: '新单位', audiences: '人员类别', role: '角色', bank: '题库', format: '格式',
  session: '登录', factorRows: '两步验证', progress: '阅读进度', practice: '练习记录', notices: '通知', imports: '导入的名单', previews: '待确认的文件', audit: '操作日志', feedback: '意见', reason: '原因', document: '文号', version: '版本', score: '得分', passed: '通过',
};
const VALUES: Record<string, string> = { true: '是', false: '否', oidc: '统一身份认证', app: '验证器', recovery: '恢复码', 'no-email': '没有邮箱' };

/** `年度：2026；人数：12`. A key without a name is shown as it is written. */
export function detailText(detail: string): string {
  let facts: unknown;
  try {
    facts = JSON.parse(detail);
  } catch {
    return detail;
  }
  if (typeof facts !== 'object' || facts === null) return detail;
  const value = (v: unknown): string => (typeof v === 'string' || typeof v === 'number' || typeof v === 'boolean' ? (VALUES[String(v)] ?? String(v)) : JSON.stringify(v));
  const what = (v: string): string => (Object.hasOwn(KIND_NAMES, v) ? KIND_NAMES[v as DeedKind] : saysOf(v));
  return Object.entries(facts).filter(([, v]) => v !== null && v !== '').map(([k, v]) => `${NAMES[k] ?? k}：${k === 'deed' || k === 'kind' ? what(String(v)) : value(v)}`).join('；');
}
