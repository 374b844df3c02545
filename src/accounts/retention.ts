/**
 * 保存期限: what is held on people by kind, what for, who sees it, and how long. The one source of the
 * job that deletes (server/retention.ts), of the privacy page and of everyone's own view of what is held on them.
 */

export interface Held {
  /** Stable, English. */
  readonly kind: string;
  readonly name: string;
  /** Tables that hold it. A test knows every table that names a person, and fails for one that is in none of these. */
  readonly tables: readonly string[];
  readonly holds: string;
  readonly why: string;
  readonly sees: string;
  readonly keep: Keep;
}
/** Whole days after which it is deleted, and from when they count; or why it is not deleted by itself. */
export type Keep = { readonly days: number; readonly from: string } | { readonly forever: string };

/** The audit log is never kept shorter than this; the database refuses as well (migration year-audit). */
export const AUDIT_LEAST_DAYS = 366;

const ARCHIVE = '随学法档案保存，不自动删除；何时移交、销毁，按本单位的档案规定办';
const MANAGERS = '本人；本单位组织员、管理员、审计';

export const HELD: readonly Held[] = [
  {
    kind: 'account',
    name: '账号和任职',
    tables: ['person', 'person_role', 'person_audience', 'assignment', 'exemption'],
    holds: '工号、姓名、单位、邮箱（登记了才有）、人员类别、角色、任职经过、免学登记；密码只存不可还原的摘要',
    why: '认出是谁、该学什么、归哪个单位统计',
    sees: MANAGERS,
    keep: { forever: `停用以后不能登录，${ARCHIVE}` },
  },
  {
    kind: 'session',
    name: '登录',
    tables: ['session', 'sign_in_step'],
    holds: '在什么设备上登录（只记“电脑（Windows） · Edge 浏览器”这样的名称）、登录和最近用到的时间',
    why: '保持登录；让您发现不是自己的登录',
    sees: '本人；管理员只看到有几处',
    keep: { days: 1, from: '登录失效' },
  },
  {
    kind: 'factor',
    name: '两步验证和统一身份绑定',
    tables: ['second_factor', 'recovery_code', 'identity_link'],
    holds: '加密的验证密钥、恢复码的摘要、统一身份账号的编号',
    why: '防止别人用您的密码登录',
    sees: '没有人能看到内容；管理员只看到有没有',
    keep: { days: 30, from: '账号停用（本人关闭、管理员移除时当场删除）' },
  },
  {
    kind: 'progress',
    name: '阅读进度',
    tables: ['study_progress'],
    holds: '每篇读了多少秒、是否读到底',
    why: '接着读；计算学习时间',
    sees: '本人',
    keep: { days: 730, from: '最后一次阅读' },
  },
  {
    kind: 'credits',
    name: '学分台账',
    tables: ['credit_entry', 'credit_sum'],
    holds: '每一笔学分的来源、时间、当时的单位',
    why: '计算是否达标；台账首尾相连，删改会被发现',
    sees: MANAGERS,
    keep: { forever: ARCHIVE },
  },
  {
    kind: 'activities',
    name: '线下学法活动',
    tables: ['activity', 'presence'],
    holds: '活动的时间、地点、文号，到场的人和登记的方式',
    why: '到场计学分',
    sees: MANAGERS,
    keep: { forever: ARCHIVE },
  },
  {
    kind: 'closing',
    name: '证书和年度封存',
    tables: ['certificate', 'year_close', 'year_close_line'],
    holds: '证书的编号、姓名、单位、达标日；封存时每个人的工号、姓名、单位、学分、考试和是否达标',
    why: '证明达标；年度结束时留一份改不了的底',
    sees: '证书：本人、组织员、管理员、审计，有编号的人能查是否有效和姓名；封存：管理员、审计',
    keep: { forever: ARCHIVE },
  },
  {
    kind: 'attempts',
    name: '考试、小测和成绩',
    tables: ['attempt', 'response', 'result', 'exam_outcome', 'remark', 'remark_attempt', 'sitting_override'],
    holds: '试卷、答案、判分、成绩和更正、特殊安排',
    why: '考试、复核、重新判分',
    sees: '本人（按公布的时间）；组织员、管理员、审计只看成绩；审核处理重新判分',
    keep: { forever: ARCHIVE },
  },
  {
    kind: 'practice',
    name: '练习记录',
    tables: ['practice_card', 'practice_record'],
    holds: '带进账号的错题、练习过的日期、闯关星级',
    why: '换一台设备接着练',
    sees: '本人',
    keep: { days: 730, from: '最后一次改动' },
  },
  {
    kind: 'notices',
    name: '发出的通知',
    tables: ['outbox'],
    holds: '收件邮箱、标题、正文、发出时间',
    why: '把成绩、开通账号等事告诉您；查问有没有发到',
    sees: '本人',
    keep: { days: 180, from: '发出（一直没发出的，从写好）' },
  },
  {
    kind: 'imports',
    name: '导入的名单',
    tables: ['import_batch', 'import_change'],
    holds: '谁导入的、每个人改动前后的资料',
    why: '查错、撤销',
    sees: '组织员、管理员',
    keep: { days: 365, from: '导入' },
  },
  {
    kind: 'previews',
    name: '上传待确认的文件',
    tables: ['setting'],
    holds: '核对过、还没有确认的名单和试题',
    why: '确认时做的就是核对时看到的',
    sees: '上传的人',
    keep: { days: 1, from: '上传' },
  },
  {
    kind: 'audit',
    name: '操作日志',
    tables: ['audit_event'],
    holds: '谁在什么时候登录、改了什么、看了谁的资料、导出了什么；不记姓名和答案的内容',
    why: '事后查清；只能添加，不能改',
    sees: '管理员、审计；与本人有关的，本人',
    keep: { days: 1095, from: '发生' },
  },
  {
    kind: 'feedback',
    name: '“有用吗”的意见',
    tables: ['feedback'],
    holds: '读者对页面的意见，不记是谁写的',
    why: '改进页面',
    sees: '编辑、审核、管理员',
    keep: { days: 1095, from: '提交' },
  },
];

/** 两年, 180 天, 长期…: the period in plain words. */
export function keepText(keep: Keep): string {
  if ('forever' in keep) return keep.forever;
  const years = keep.days / 365;
  return `${keep.from}以后 ${Number.isInteger(years) ? `${years} 年` : `${keep.days} 天`}`;
}

export function daysOf(kind: string): number {
  const keep = HELD.find((h) => h.kind === kind)?.keep;
  if (!keep || 'forever' in keep) throw new Error(`${kind} is not deleted by time`);
  return keep.days;
}
