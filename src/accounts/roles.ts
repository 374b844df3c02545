/**
 * Who may do what: the single table. A deed not listed for a role is refused; everybody
 * signed in is a learner. `own-units` reaches the role's unit and every unit below it.
 */
export const ROLES = ['learner', 'organiser', 'editor', 'reviewer', 'admin', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Record<Role, string> = {
  learner: '学员',
  organiser: '组织员',
  editor: '编辑',
  reviewer: '审核',
  admin: '管理员',
  auditor: '审计',
};

export const DEEDS = [
  'learn',
  'see-own-record',
  'see-standing',
  'import-people',
  'manage-people',
  'exempt',
  'manage-units',
  'reset-password',
  'export-report',
  'remind',
  'see-audit',
  'grant-role',
  'see-desk',
  'arrange-sittings',
  'see-statistics',
  'see-keys',
  'remark',
  'import-bank',
  'secure-account',
  'see-activities',
  'record-activity',
  'reverse-credit',
  'see-plans',
  'confirm-plan',
  'see-certificates',
  'print-certificates',
  'withdraw-certificate',
  'see-closes',
  'close-year',
] as const;
export type Deed = (typeof DEEDS)[number];

type Reach = 'self' | 'own-units' | 'everywhere';

/**
 * Deeds that are done to the people and units of somewhere. A role held for one unit reaches
 * them there; any other deed (content, papers, plans) has no place, and only a role held
 * everywhere may do it: an administrator of one bureau does not re-mark the papers of another.
 */
export const UNIT_DEEDS: readonly Deed[] = ['see-standing', 'import-people', 'manage-people', 'exempt', 'manage-units', 'reset-password', 'export-report', 'remind', 'grant-role', 'arrange-sittings', 'secure-account', 'see-activities', 'record-activity', 'reverse-credit', 'see-certificates', 'print-certificates', 'withdraw-certificate'];

/** Roles over content, which belongs to no unit. */
export const EVERYWHERE_ROLES: readonly Role[] = ['editor', 'reviewer'];

export const MAY: Record<Role, Partial<Record<Deed, Reach>>> = {
  learner: { learn: 'self', 'see-own-record': 'self' },
  organiser: { 'see-standing': 'own-units', 'import-people': 'own-units', 'manage-people': 'own-units', exempt: 'own-units', 'reset-password': 'own-units', 'export-report': 'own-units', remind: 'own-units', 'arrange-sittings': 'own-units', 'see-activities': 'own-units', 'record-activity': 'own-units', 'see-certificates': 'own-units', 'print-certificates': 'own-units' },
  editor: { 'see-desk': 'everywhere', 'see-statistics': 'everywhere', 'see-keys': 'everywhere', 'import-bank': 'everywhere' },
  reviewer: { 'see-desk': 'everywhere', 'see-statistics': 'everywhere', 'see-keys': 'everywhere', remark: 'everywhere' },
  admin: {
    'see-standing': 'everywhere',
    'import-people': 'everywhere',
    'manage-people': 'everywhere',
    exempt: 'everywhere',
    'manage-units': 'everywhere',
    'reset-password': 'everywhere',
    'export-report': 'everywhere',
    remind: 'everywhere',
    'grant-role': 'everywhere',
    'secure-account': 'everywhere',
    'see-desk': 'everywhere',
    'see-audit': 'everywhere',
    'see-plans': 'everywhere',
    'confirm-plan': 'everywhere',
    'arrange-sittings': 'everywhere',
    'see-statistics': 'everywhere',
    remark: 'everywhere',
    'see-activities': 'everywhere',
    'record-activity': 'everywhere',
    'reverse-credit': 'everywhere',
    'see-certificates': 'everywhere',
    'print-certificates': 'everywhere',
    'withdraw-certificate': 'everywhere',
    'see-closes': 'everywhere',
    'close-year': 'everywhere',
  },
  auditor: { 'see-standing': 'everywhere', 'export-report': 'everywhere', 'see-audit': 'everywhere', 'see-statistics': 'everywhere', 'see-activities': 'everywhere', 'see-plans': 'everywhere', 'see-certificates': 'everywhere', 'see-closes': 'everywhere' },
};
