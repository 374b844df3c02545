/**
 * Every deed that the audit log knows, with what it says in Chinese. `recordEvent` takes no
 * other, so that a deed without a sentence does not compile.
 */
export type DeedKind = 'see' | 'export' | 'change' | 'sign-in' | 'exam' | 'system';

export const KIND_NAMES: Record<DeedKind, string> = { see: '查看', export: '导出', change: '改动', 'sign-in': '登录', exam: '考试', system: '系统' };

interface Says {
  readonly kind: DeedKind;
  /** What was done, without who did it: 重置了密码. */
  readonly say: string;
}

export const AUDIT_DEEDS = {
  // Signing in
  'sign-in': { kind: 'sign-in', say: '登录' },
  'change-password': { kind: 'sign-in', say: '修改了自己的密码，其他设备上的登录全部退出' },
  // Looking at the records of others
  'see-person': { kind: 'see', say: '查看了个人的学法档案' },
  'see-list': { kind: 'see', say: '查看了人员名单' },
  'see-arrangements': { kind: 'see', say: '查看了考试特殊安排' },
  'see-keys': { kind: 'see', say: '查看了题库的标准答案' },
  'see-audit': { kind: 'see', say: '查看了审计日志' },
  // What leaves the system
  'export-report': { kind: 'export', say: '导出了达标情况名单' },
  'export-statistics': { kind: 'export', say: '导出了试题统计' },
  'export-bank': { kind: 'export', say: '导出了题库（含标准答案）' },
  'export-audit': { kind: 'export', say: '导出了审计日志' },
  // Changes
  'open-account': { kind: 'change', say: '开通了账号' },
  'change-person': { kind: 'change', say: '改动了人员资料' },
  'import-people': { kind: 'change', say: '导入了人员名单' },
  'import-bank': { kind: 'change', say: '导入了试题' },
  'reset-password': { kind: 'change', say: '重置了密码' },
  'arrange-sitting': { kind: 'change', say: '作了考试特殊安排' },
  'revoke-arrangement': { kind: 'change', say: '撤销了考试特殊安排' },
  // Exams
  'start-attempt': { kind: 'exam', say: '开始作答' },
  'hand-in': { kind: 'exam', say: '交卷' },
  'exam-refused': { kind: 'exam', say: '想开考，按规则没有放行' },
  'remark-requested': { kind: 'exam', say: '提出重新判分' },
  'remark-approved': { kind: 'exam', say: '同意了重新判分' },
  'remark-declined': { kind: 'exam', say: '没有同意重新判分' },
  'remark-applied': { kind: 'exam', say: '完成了重新判分' },
  'remark-attempt': { kind: 'exam', say: '按更正后的答案重新判了一份卷' },
  // The system itself
  'first-admin': { kind: 'system', say: '首次启动，建立了管理员账号' },
  'notice-skipped': { kind: 'system', say: '没有登记邮箱，一封通知没有发出' },
} as const satisfies Record<string, Says>;

export type AuditDeed = keyof typeof AUDIT_DEEDS;

/** The sentence of a deed; its English name for one that an older version wrote and this one no longer knows. */
export const saysOf = (deed: string): string => (Object.hasOwn(AUDIT_DEEDS, deed) ? AUDIT_DEEDS[deed as AuditDeed].say : deed);
