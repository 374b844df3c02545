/** What is held on who somebody is: the account, where they belonged, how they sign in. */
import { ROLE_NAMES } from '../../../accounts/roles.ts';
import { allUnits, personById } from '../../../accounts/server/store.ts';
import { unitPath } from '../../../accounts/units.ts';
import type { Part } from './section.ts';
import { when } from './section.ts';

const KINDS: Record<string, string> = { regular: '任职', secondment: '借调' };
const REASONS: Record<string, string> = { entry: '入职', transfer: '调动', promotion: '晋升', secondment: '借调', return: '返回', retirement: '退休', leaving: '离开' };

export const account: Part = {
  tables: ['person', 'person_role'],
  async read({ db }, personId) {
    const person = await personById(db, personId);
    const units = await allUnits(db);
    const roles = await db.selectFrom('person_role').selectAll().where('person_id', '=', personId).execute();
    const rows = person
      ? [
          ['工号', person.staff_no],
          ['姓名', person.name],
          ['单位', unitPath(units, person.unit_id)],
          ['邮箱', person.email ?? '没有登记'],
          ['账号', person.state === 'active' ? '在用' : '已停用'],
          ['开通时间', when(person.created_at)],
          ['密码', person.must_change === 1 ? '初始密码，还没有换（只存摘要）' : '已设置（只存摘要，任何人都看不到）'],
          ...roles.map((r) => ['角色', `${ROLE_NAMES[r.role]}${r.unit_id ? `（${unitPath(units, r.unit_id)}及下属）` : '（全部）'}`]),
        ]
      : [];
    return { kind: 'account', title: '账号', head: ['项目', '内容'], rows };
  },
};

export const audiences: Part = {
  tables: ['person_audience'],
  async read({ db, plans }, personId) {
    const titles = new Map([...plans.values()].flatMap((p) => Object.entries(p.audiences).map(([id, a]) => [id, a.title] as const)));
    const rows = await db.selectFrom('person_audience').selectAll().where('person_id', '=', personId).orderBy('from_day').execute();
    return { kind: 'account', title: '人员类别', head: ['类别', '从', '到'], rows: rows.map((r) => [titles.get(r.audience) ?? r.audience, r.from_day, r.to_day ?? '现在']) };
  },
};

export const assignments: Part = {
  tables: ['assignment'],
  async read({ db }, personId) {
    const units = await allUnits(db);
    const rows = await db.selectFrom('assignment').selectAll().where('person_id', '=', personId).orderBy('from_day').execute();
    return { kind: 'account', title: '任职经过', head: ['单位', '性质', '从', '到', '原因', '文号'], rows: rows.map((r) => [unitPath(units, r.unit_id), KINDS[r.kind] ?? r.kind, r.from_day, r.to_day ?? '现在', REASONS[r.reason] ?? r.reason, r.document]) };
  },
};

export const exemptions: Part = {
  tables: ['exemption'],
  async read({ db }, personId) {
    const rows = await db.selectFrom('exemption').selectAll().where('person_id', '=', personId).orderBy('plan_year').orderBy('created_at').execute();
    return { kind: 'account', title: '免学', head: ['年度', '原因', '文号', '批准人', '登记', '撤销'], rows: rows.map((r) => [r.plan_year, r.reason, r.document, r.approver, when(r.created_at), when(r.revoked_at)]) };
  },
};

export const sessions: Part = {
  tables: ['session', 'sign_in_step'],
  async read({ db }, personId) {
    const rows = await db.selectFrom('session').selectAll().where('person_id', '=', personId).orderBy('created_at').execute();
    return { kind: 'session', title: '登录', head: ['设备', '方式', '登录', '最近用到', '最迟到'], rows: rows.map((r) => [r.device || '不认识的设备', r.way === 'oidc' ? '统一身份认证' : '密码', when(r.created_at), when(r.seen_at), when(r.expires_at)]) };
  },
};

export const factor: Part = {
  tables: ['second_factor', 'recovery_code', 'identity_link'],
  async read({ db }, personId) {
    const own = await db.selectFrom('second_factor').select('created_at').where('person_id', '=', personId).execute();
    const codes = await db.selectFrom('recovery_code').select('used_at').where('person_id', '=', personId).execute();
    const links = await db.selectFrom('identity_link').selectAll().where('person_id', '=', personId).execute();
    return {
      kind: 'factor',
      title: '两步验证和统一身份绑定',
      head: ['项目', '内容', '时间'],
      rows: [
        ...own.map((r) => ['两步验证', '已启用（密钥加密保存）', when(r.created_at)]),
        ...(codes.length > 0 ? [['恢复码', `${codes.length} 个，用过 ${codes.filter((c) => c.used_at).length} 个（只存摘要）`, '']] : []),
        ...links.map((r) => ['统一身份', `${r.issuer} 的编号 ${r.subject}`, when(r.created_at)]),
      ],
    };
  },
};

export const imports: Part = {
  tables: ['import_change', 'import_batch'],
  async read({ db }, personId) {
    const WHAT = { new: '新开', changed: '改动', left: '离开' } as const;
    const rows = await db.selectFrom('import_change').innerJoin('import_batch', 'import_batch.id', 'import_change.batch_id').select(['import_batch.created_at', 'import_change.what', 'import_change.before', 'import_change.after']).where('import_change.person_id', '=', personId).orderBy('import_batch.created_at').execute();
    return { kind: 'imports', title: '导入名单时的改动', head: ['时间', '改动', '改动前', '改动后'], rows: rows.map((r) => [when(r.created_at), WHAT[r.what], r.before, r.after]) };
  },
};
