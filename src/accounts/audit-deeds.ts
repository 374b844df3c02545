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
  'end-session': { kind: 'sign-in', say: '退出了自己在一台设备上的登录' },
  'end-all-sessions': { kind: 'sign-in', say: '让一个账号的其他登录全部退出' },
  'set-up-second-factor': { kind: 'sign-in', say: '启用了两步验证' },
  'renew-recovery-codes': { kind: 'sign-in', say: '换了一组恢复码' },
  'remove-second-factor': { kind: 'sign-in', say: '移除了两步验证' },
  'link-identity': { kind: 'sign-in', say: '首次用统一身份认证登录，和账号绑定' },
  'unlink-identity': { kind: 'sign-in', say: '解除了和统一身份认证的绑定' },
  // Looking at the records of others
  'see-person': { kind: 'see', say: '查看了个人的学法档案' },
  'see-list': { kind: 'see', say: '查看了人员名单' },
  'see-exemptions': { kind: 'see', say: '查看了免学名单' },
  'see-roles': { kind: 'see', say: '查看了谁担任什么角色' },
  'see-closed': { kind: 'see', say: '查看了停用的账号' },
  'see-imports': { kind: 'see', say: '查看了一次人员导入改了什么' },
  'see-arrangements': { kind: 'see', say: '查看了考试特殊安排' },
  'see-plan-preview': { kind: 'see', say: '查看了计划改动会影响哪些人' },
  'see-keys': { kind: 'see', say: '查看了题库的标准答案' },
  'see-certificates': { kind: 'see', say: '查看了证书名单' },
  'see-close': { kind: 'see', say: '查看了年度封存' },
  'see-activity': { kind: 'see', say: '查看了线下学法活动和到场的人' },
  'see-audit': { kind: 'see', say: '查看了审计日志' },
  // What leaves the system
  'print-certificates': { kind: 'export', say: '成批打印了学法合格证书' },
  'export-close': { kind: 'export', say: '下载了年度封存文件' },
  'export-report': { kind: 'export', say: '导出了达标情况名单' },
  'export-statistics': { kind: 'export', say: '导出了试题统计' },
  'export-bank': { kind: 'export', say: '导出了题库（含标准答案）' },
  'export-own-data': { kind: 'export', say: '下载了自己的资料' },
  'export-audit': { kind: 'export', say: '导出了审计日志' },
  // Changes
  'open-account': { kind: 'change', say: '开通了账号' },
  'change-person': { kind: 'change', say: '改动了人员资料' },
  'import-people': { kind: 'change', say: '导入了人员名单' },
  'undo-import': { kind: 'change', say: '撤销了一次人员导入' },
  'remove-account': { kind: 'change', say: '撤销导入，删去了没有用过的账号' },
  'restore-person': { kind: 'change', say: '撤销导入，恢复了人员资料' },
  'record-service': { kind: 'change', say: '登记了任职变动' },
  'withdraw-service': { kind: 'change', say: '撤销了一条任职变动' },
  'change-audiences': { kind: 'change', say: '改动了人员类别' },
  'remove-audience-time': { kind: 'change', say: '删除了一条人员类别' },
  'close-account': { kind: 'change', say: '停用了账号' },
  'reopen-account': { kind: 'change', say: '恢复了账号' },
  'grant-exemption': { kind: 'change', say: '登记了免学' },
  'revoke-exemption': { kind: 'change', say: '撤销了免学' },
  'grant-role': { kind: 'change', say: '授予了角色' },
  'take-role': { kind: 'change', say: '收回了角色' },
  'add-unit': { kind: 'change', say: '新建了单位' },
  'rename-unit': { kind: 'change', say: '改了单位名称' },
  'move-unit': { kind: 'change', say: '移动了单位' },
  'close-unit': { kind: 'change', say: '停用了单位' },
  'reopen-unit': { kind: 'change', say: '恢复了单位' },
  'import-bank': { kind: 'change', say: '导入了试题' },
  remind: { kind: 'change', say: '给没有达标的人发了提醒' },
  'reset-password': { kind: 'change', say: '重置了密码' },
  'arrange-sitting': { kind: 'change', say: '作了考试特殊安排' },
  'revoke-arrangement': { kind: 'change', say: '撤销了考试特殊安排' },
  'record-activity': { kind: 'change', say: '登记了线下学法活动' },
  'record-presence': { kind: 'change', say: '记了到场的人' },
  'remove-presence': { kind: 'change', say: '撤回了一个人的到场，学分冲正' },
  'cancel-activity': { kind: 'change', say: '把线下学法活动作废，学分冲正' },
  'open-sign-in': { kind: 'change', say: '开始了现场签到' },
  'end-sign-in': { kind: 'change', say: '结束了现场签到' },
  'sign-in-present': { kind: 'change', say: '扫码签到' },
  'issue-certificate': { kind: 'change', say: '发了学法合格证书' },
  'withdraw-certificate': { kind: 'change', say: '撤回了学法合格证书' },
  'close-year': { kind: 'change', say: '封存了一个年度' },
  'reverse-credit': { kind: 'change', say: '冲正了一笔学分' },
  'plan-in-force': { kind: 'change', say: '让一份年度计划生效' },
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
  'apply-retention': { kind: 'system', say: '按保存期限删除了到期的资料' },
  'first-admin': { kind: 'system', say: '首次启动，建立了管理员账号' },
  'service-begins': { kind: 'system', say: '登记过的任职变动到了日期，已经生效' },
  'notice-skipped': { kind: 'system', say: '没有登记邮箱，一封通知没有发出' },
} as const satisfies Record<string, Says>;

export type AuditDeed = keyof typeof AUDIT_DEEDS;

/** The sentence of a deed; its English name for one that an older version wrote and this one no longer knows. */
export const saysOf = (deed: string): string => (Object.hasOwn(AUDIT_DEEDS, deed) ? AUDIT_DEEDS[deed as AuditDeed].say : deed);
