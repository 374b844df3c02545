/**
 * 不允许: the rules say no to what a person asked. Thrown by use cases, shown as
 * one Chinese sentence, never logged as an error.
 */
export const REFUSALS = {
  'signed-out': { status: 401, say: '请先登录。' },
  'sign-in-failed': { status: 401, say: '工号或密码不对，请再试一次。' },
  'account-locked': { status: 429, say: '连续输错次数太多，此账号暂时锁定，请 15 分钟后再试，或请组织员重置密码。' },
  'account-closed': { status: 403, say: '此账号已停用，请联系本单位组织员。' },
  'password-change-due': { status: 403, say: '请先修改初始密码。' },
  'password-weak': { status: 422, say: '新密码至少 10 位，不能与工号、姓名或原密码相同，也不能过于常见。' },
  'code-wrong': { status: 401, say: '验证码不对，或者已经用过了。请等应用里换了新的六位数字再填，也可以填一个恢复码。' },
  'step-over': { status: 401, say: '等得太久，请从头登录一次。' },
  'second-factor-due': { status: 401, say: '还要填验证器应用里的六位数字。' },
  'factor-required': { status: 409, say: '本单位要求您的角色使用两步验证，不能关闭；换手机可以重新绑定。' },
  'factor-unreadable': { status: 409, say: '两步验证的密钥打不开了（服务器的密钥换过），请管理员移除后重新绑定。' },
  'sso-failed': { status: 502, say: '统一身份认证没有成功，请再试一次，或者用工号和密码登录。' },
  'sso-away': { status: 502, say: '统一身份认证暂时连不上，请用工号和密码登录。' },
  'sso-unknown': { status: 403, say: '您的统一身份账号在本站没有对应的工号，没有登录。请本单位组织员核对工号，或先开通账号。' },
  'sso-taken': { status: 403, say: '这个工号已经和另一个统一身份账号绑定，没有登录。请联系管理员核对。' },
  'not-allowed': { status: 403, say: '您的角色不能做这件事。' },
  'foreign-origin': { status: 403, say: '请求来自别的网站，已拒绝。' },
  'not-found': { status: 404, say: '没有找到。' },
  'too-large': { status: 413, say: '提交的内容太大。' },
  'bad-input': { status: 422, say: '填写的内容有误。' },
  'exam-not-open': { status: 409, say: '考试还没有开始。' },
  'exam-closed': { status: 409, say: '考试已经结束。' },
  'exam-not-yours': { status: 403, say: '这场考试不面向您所在的人员类别。' },
  'credits-short': { status: 409, say: '学分还没有达到参加这场考试的要求。' },
  'attempt-too-soon': { status: 409, say: '离上一次作答太近，还不能再考。' },
  'attempts-used-up': { status: 409, say: '作答次数已用完。' },
  'already-passed': { status: 409, say: '您已通过，无需再考。' },
  'attempt-closed': { status: 409, say: '已经交卷，答案不能再改。' },
  'attempt-open': { status: 409, say: '还没有交卷。' },
  'question-in-exam': { status: 409, say: '这道题在您正在作答的试卷里，交卷以后再来练吧。' },
  'paper-shortfall': { status: 500, say: '题库不足以组成这份试卷，请联系管理员。' },
  'not-studied-yet': { status: 409, say: '学习时间还不够，请读完再领学分。' },
  'import-broken': { status: 422, say: '文件里有错误，没有导入任何人。' },
  'import-cancelled': { status: 409, say: '已取消，没有导入任何人。' },
  'import-kept': { status: 409, say: '这次导入不能撤销。' },
  'bank-broken': { status: 422, say: '文件里有错误，一题也没有导入。' },
  'bank-changed': { status: 409, say: '题库在您核对以后有改动，没有导入。请按下面新的核对结果再确认一次。' },
  'bank-read-only': { status: 409, say: '这台服务器上的题库文件夹是只读的，没有导入。请把核对好的文件交给管理员，在能写的地方运行 npm run desk -- import bank。' },
  'remark-running': { status: 409, say: '这道题的重新判分还没有办完，先办完那一次。' },
  'remark-own': { status: 403, say: '有人会受损失，要由另一个人同意，不能自己批准自己提出的重新判分。' },
  'remark-settled': { status: 409, say: '这次重新判分已经有人办过了。' },
  'work-stopped': { status: 409, say: '这次计算已经停止，没有结果。需要的话请重新计算。' },
  'too-many-requests': { status: 429, say: '操作太频繁，请稍等片刻。' },
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** A refusal by the rules; `detail` replaces the standard sentence, `fields` names the inputs concerned. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly status: number;
  readonly say: string;
  readonly fields: Readonly<Record<string, string>> | undefined;
  constructor(code: RefusalCode, detail?: string, fields?: Record<string, string>) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.status = REFUSALS[code].status;
    this.say = detail ?? REFUSALS[code].say;
    this.fields = fields;
  }
}
