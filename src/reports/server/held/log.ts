/** What is held on what was sent to somebody, and on who did and saw what about them. */
import { saysOf } from '../../../accounts/audit-deeds.ts';
import { when, type Part } from './section.ts';

export const notices: Part = {
  tables: ['outbox'],
  async read({ db }, personId) {
    const rows = await db.selectFrom('outbox').selectAll().where('person_id', '=', personId).orderBy('created_at').execute();
    return { kind: 'notices', title: '发给我的通知', head: ['写好', '发出', '邮箱', '标题', '正文'], rows: rows.map((r) => [when(r.created_at), when(r.sent_at), r.recipient, r.subject, r.body]) };
  },
};

export const audit: Part = {
  tables: ['audit_event'],
  async read({ db }, personId) {
    const rows = await db
      .selectFrom('audit_event')
      .leftJoin('person', 'person.id', 'audit_event.actor_id')
      .select(['audit_event.at', 'audit_event.deed', 'audit_event.subject', 'audit_event.actor_id', 'audit_event.detail', 'person.name'])
      .where((e) => e.or([e('audit_event.subject', '=', personId), e('audit_event.actor_id', '=', personId)]))
      .orderBy('audit_event.at', 'desc')
      .execute();
    const who = (id: string | null, name: string | null) => (id === null ? '系统' : id === personId ? '本人' : (name ?? '已不在'));
    // What somebody did to others is theirs to know as a deed; the others are not named.
    return { kind: 'audit', title: '与我有关的操作日志', head: ['时间', '谁', '做了什么', '对谁'], rows: rows.map((r) => [when(r.at), who(r.actor_id, r.name), saysOf(r.deed), r.subject === personId ? '本人' : r.subject ? '别的人或事' : '']) };
  },
};
