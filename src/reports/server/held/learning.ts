/** What is held on what somebody learned: reading, credits, exams as far as released, practice. */
import { reviewAttempt } from '../../../exams/server/view.ts';
import { creditsText } from '../../../plans/say.ts';
import { entryOf } from '../../../plans/server/study.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { when, yesNo, type Cell, type HeldDeps, type Part } from './section.ts';

const RULES: Record<string, string> = { study: '学习', quiz: '小测', carry: '顺延入账', activity: '线下学法', reversal: '冲正' };
const OUTCOMES: Record<string, string> = { right: '对', partial: '部分对', wrong: '错', unanswered: '没有作答' };
const paperTitle = (paper: string): string => {
  const { title } = JSON.parse(paper) as { title?: unknown };
  return typeof title === 'string' ? title : '';
};

export const progress: Part = {
  tables: ['study_progress'],
  async read(deps, personId) {
    const rows = await deps.db.selectFrom('study_progress').selectAll().where('person_id', '=', personId).orderBy('beat_at').execute();
    return {
      kind: 'progress',
      title: '阅读进度',
      head: ['年度', '文章', '读了（秒）', '读到底', '最后一次', '学完'],
      rows: rows.map((r) => [r.plan_year, entryOf(deps.library, r.page)?.data.title ?? r.page, r.seconds, yesNo(r.reached_end), when(r.beat_at), when(r.done_at)]),
    };
  },
};

export const credits: Part = {
  tables: ['credit_entry', 'credit_sum'],
  async read({ db, plans }, personId) {
    const rows = await db.selectFrom('credit_entry').selectAll().where('person_id', '=', personId).orderBy('number').execute();
    return {
      kind: 'credits',
      title: '学分台账',
      head: ['序号', '时间', '年度', '类别', '依据', '来源', '应得', '入账', '说明', '校验码'],
      rows: rows.map((r) => [r.number, when(r.at), r.plan_year, plans.get(r.plan_year)?.categories[r.category] ?? r.category, RULES[r.rule] ?? r.rule, r.source, creditsText(r.raw_centi), creditsText(r.granted_centi), r.reason ?? '', r.hash]),
    };
  },
};

export const attempts: Part = {
  tables: ['attempt', 'result', 'exam_outcome', 'remark', 'remark_attempt'],
  async read(deps, personId) {
    const own = await deps.db.selectFrom('attempt').select(['id', 'kind', 'plan_year', 'number', 'state', 'started_at', 'handed_at', 'paper']).where('person_id', '=', personId).orderBy('started_at').execute();
    const rows: Cell[][] = [];
    for (const a of own) {
      const review = a.state === 'handed' ? await released(deps, personId, a.id) : undefined;
      const outcome = !review ? (a.state === 'open' ? '还没交卷' : '成绩还没有公布') : review.score === null ? '成绩还没有公布' : `${review.score} / ${review.full} 分，${review.passed ? '通过' : '未通过'}`;
      const corrected = review && review.versions.length > 1 ? `重新判分 ${review.versions.length - 1} 次` : '';
      rows.push([a.plan_year, `${paperTitle(a.paper)} 第 ${a.number} 次`, when(a.started_at), when(a.handed_at), outcome, corrected]);
    }
    return { kind: 'attempts', title: '考试和小测', head: ['年度', '场次', '开始', '交卷', '结果', '更正'], rows };
  },
};

/** The review as the rules release it now; nothing for an attempt whose questions cannot be read any more. */
const released = (deps: HeldDeps, personId: string, attempt: string) =>
  reviewAttempt(deps, deps.finder, personId, attempt).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined;
    throw error;
  });

export const answers: Part = {
  tables: ['response'],
  async read(deps, personId) {
    const own = await deps.db.selectFrom('attempt').select(['id', 'number', 'paper', 'state']).where('person_id', '=', personId).orderBy('started_at').execute();
    const rows: Cell[][] = [];
    for (const a of own) {
      const what = `${paperTitle(a.paper)} 第 ${a.number} 次`;
      const review = a.state === 'handed' ? await released(deps, personId, a.id) : undefined;
      if (!review || review.items.length === 0) {
        const saved = await deps.db.selectFrom('response').select('pos').where('attempt_id', '=', a.id).where('value', '<>', '').execute();
        if (saved.length > 0) rows.push([what, '', `保存了 ${saved.length} 题的答案，按公布的时间给看`, '', '', '']);
        continue;
      }
      for (const item of review.items) rows.push([what, item.question.pos, item.question.stem, item.value, item.outcome === null ? '' : (OUTCOMES[item.outcome] ?? item.outcome), item.earned === null ? '' : `${item.earned} / ${item.marks}`]);
    }
    return { kind: 'attempts', title: '每题的答案（已公布的）', head: ['场次', '题号', '题目', '我的答案', '判分', '得分'], rows };
  },
};

export const arrangements: Part = {
  tables: ['sitting_override'],
  async read({ db }, personId) {
    const rows = await db.selectFrom('sitting_override').selectAll().where('person_id', '=', personId).orderBy('created_at').execute();
    return { kind: 'attempts', title: '考试特殊安排', head: ['年度', '场次', '开始', '截止', '分钟', '次数', '原因', '文号', '登记', '撤销'], rows: rows.map((r) => [r.plan_year, r.sitting, when(r.opens_at), when(r.closes_at), r.minutes ?? '', r.attempts ?? '', r.reason, r.document, when(r.created_at), when(r.revoked_at)]) };
  },
};

export const practice: Part = {
  tables: ['practice_card', 'practice_record'],
  async read({ db }, personId) {
    const cards = await db.selectFrom('practice_card').selectAll().where('person_id', '=', personId).orderBy('updated_at').execute();
    const records = await db.selectFrom('practice_record').selectAll().where('person_id', '=', personId).execute();
    const dated = records.map((r) => ['练习日期和星级', r.state, when(r.updated_at)]);
    return { kind: 'practice', title: '练习记录', head: ['项目', '内容', '最后改动'], rows: [...dated, ...cards.map((c) => [`错题 ${c.handle.slice(0, 12)}`, c.state, when(c.updated_at)])] };
  },
};

export const activities: Part = {
  tables: ['activity', 'presence'],
  async read({ db }, personId) {
    const BY = { list: '名单', choice: '勾选', code: '扫码签到' } as const;
    const rows = await db
      .selectFrom('presence')
      .innerJoin('activity', 'activity.id', 'presence.activity_id')
      .select(['activity.on_day', 'activity.title', 'activity.place', 'activity.document', 'activity.cancelled_at', 'activity.cancelled_why', 'presence.by', 'presence.at', 'presence.removed_at', 'presence.removed_why'])
      .where('presence.person_id', '=', personId)
      .orderBy('activity.on_day')
      .execute();
    const undone = (r: (typeof rows)[number]): string => (r.removed_at ? `${when(r.removed_at)} 撤销：${r.removed_why ?? ''}` : r.cancelled_at ? `${when(r.cancelled_at)} 活动取消：${r.cancelled_why ?? ''}` : '');
    return { kind: 'activities', title: '线下学法活动', head: ['日期', '活动', '地点', '文号', '登记方式', '登记时间', '撤销'], rows: rows.map((r) => [r.on_day, r.title, r.place, r.document, BY[r.by], when(r.at), undone(r)]) };
  },
};

export const certificates: Part = {
  tables: ['certificate'],
  async read({ db }, personId) {
    const rows = await db.selectFrom('certificate').selectAll().where('person_id', '=', personId).orderBy('issued_at').execute();
    return { kind: 'closing', title: '证书', head: ['年度', '编号', '姓名', '单位', '达标', '等次', '发证', '撤回'], rows: rows.map((r) => [r.plan_year, r.number, r.name, r.unit, r.met_on, r.band ?? '', when(r.issued_at), r.withdrawn_at ? `${when(r.withdrawn_at)}：${r.withdrawn_why ?? ''}` : '']) };
  },
};

export const closes: Part = {
  tables: ['year_close', 'year_close_line'],
  async read({ db }, personId) {
    const rows = await db.selectFrom('year_close_line').innerJoin('year_close', 'year_close.id', 'year_close_line.close_id').select(['plan_year', 'number', 'closed_at', 'line']).where('year_close_line.person_id', '=', personId).orderBy('closed_at').execute();
    return { kind: 'closing', title: '年度封存里的记录', head: ['年度', '第几次', '封存', '内容'], rows: rows.map((r) => [r.plan_year, r.number, when(r.closed_at), r.line]) };
  },
};
