/** 台账的筛选: by kind and by state, as it stands in the address (`?kind=law&status=amended`). Small, because the browser runs it. */
import type { LawStatus } from './law-status.ts';
import type { Law } from './schema.ts';

export const KIND_SLUGS: Readonly<Record<Law['kind'], string>> = {
  宪法: 'constitution',
  法律: 'law',
  行政法规: 'regulation',
  部门规章: 'rule',
  司法解释: 'interpretation',
  地方性法规: 'local',
  地方政府规章: 'local-rule',
  规范性文件: 'document',
};
export const STATUS_SLUGS: Readonly<Record<LawStatus, string>> = { 现行有效: 'current', 已修改: 'amended', 尚未施行: 'coming', 已废止: 'repealed', 时效待核: 'unconfirmed' };
/** The state as the page writes it: the bare 已修改 reads like “no longer valid”. */
export const STATUS_LABELS: Readonly<Record<LawStatus, string>> = { 现行有效: '现行有效', 已修改: '现行 · 已修改', 尚未施行: '尚未施行', 已废止: '已废止', 时效待核: '时效待核' };

/** How the tag of a state looks. */
export const statusLook = (status: LawStatus): 'good' | 'bad' | 'due' => (status === '已废止' ? 'bad' : status === '尚未施行' || status === '时效待核' ? 'due' : 'good');

/** What the reader chose; `undefined` is everything. */
export interface Choice {
  readonly kind: string | undefined;
  readonly status: string | undefined;
}

const known = (slugs: Readonly<Record<string, string>>, given: string | null) => Object.values(slugs).find((slug) => slug === given);

/** The choice in an address. `#status-…` of the page without scripts counts too; what is unknown is left out. */
export function readChoice(search: string, hash = ''): Choice {
  const given = new URLSearchParams(search);
  const anchored = /^#status-([a-z]+)$/.exec(hash)?.[1] ?? null;
  return { kind: known(KIND_SLUGS, given.get('kind')), status: known(STATUS_SLUGS, given.get('status') ?? anchored) };
}

/** The query of a choice, with its question mark; empty for everything. */
export function choiceQuery({ kind, status }: Choice): string {
  const query = new URLSearchParams({ ...(kind ? { kind } : {}), ...(status ? { status } : {}) }).toString();
  return query && `?${query}`;
}

/** Whether a law, known by its slugs, is among those chosen. */
export const chosen = (law: { readonly kind?: string | undefined; readonly status?: string | undefined }, { kind, status }: Choice): boolean =>
  (kind === undefined || law.kind === kind) && (status === undefined || law.status === status);
