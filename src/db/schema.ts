/**
 * Every table on one page. Columns are `text` or `integer` in both engines.
 * `*_at` is an instant (ISO-8601 UTC), `*_day` a day in Asia/Shanghai, `*_centi`
 * whole hundredths of a credit, booleans are 0/1, JSON is text.
 */
import type { ColumnType } from 'kysely';

/** Set when the row is made, never changed. */
type Fixed<T> = ColumnType<T, T, never>;
type Flag = 0 | 1;

export interface Tables {
  /** A closed unit takes nobody new; what happened in it stays. */
  unit: { id: Fixed<string>; parent_id: string | null; name: string; created_at: Fixed<string>; closed_at: ColumnType<string | null, string | null | undefined, string | null> };
  person: {
    id: Fixed<string>;
    staff_no: string;
    name: string;
    unit_id: string;
    email: string | null;
    /** `active` or `closed`. */
    state: 'active' | 'closed';
    /** argon2id, PHC text. */
    password_hash: string;
    must_change: Flag;
    /** Tries counted until `locked_until`; at the limit that instant is the end of the lock (accounts/lockout.ts). */
    failed_count: number;
    locked_until: string | null;
    /** The touch-lock: the first statement of every deed on a person's account of credits adds one here. */
    touched: number;
    created_at: Fixed<string>;
  };
  /** Roles beyond learner (which everyone has), for a unit and all below it; `unit_id` null means everywhere. */
  person_role: { id: Fixed<string>; person_id: string; role: 'organiser' | 'editor' | 'reviewer' | 'admin' | 'auditor'; unit_id: string | null };
  /** Audiences with dates; `to_day` is the last day, null while it lasts. */
  person_audience: { id: Fixed<string>; person_id: string; audience: string; from_day: string; to_day: string | null };
  /**
   * 任职: where somebody belonged when, for good; `to_day` is the last day, null while it lasts. `person.unit_id`
   * is the unit that counts now. Whoever has none belonged to `person.unit_id` since the account was made.
   */
  assignment: {
    id: Fixed<string>;
    person_id: Fixed<string>;
    unit_id: Fixed<string>;
    /** A secondment runs beside the regular assignment. */
    kind: Fixed<'regular' | 'secondment'>;
    from_day: string;
    to_day: string | null;
    /** Why it began (or, for the last, ended): `entry`, `transfer`, `promotion`, `secondment`, `return`, `retirement`, `leaving`. */
    reason: string;
    /** Number of the document it rests on, or ''. */
    document: string;
    created_at: Fixed<string>;
    created_by: Fixed<string | null>;
  };
  /** 免学: owes nothing in a year. Never changed: revoked and made anew. */
  exemption: {
    id: Fixed<string>;
    person_id: Fixed<string>;
    plan_year: Fixed<number>;
    reason: Fixed<string>;
    /** Number of the document. */
    document: Fixed<string>;
    /** Who approved it, by name and office as the document says. */
    approver: Fixed<string>;
    created_at: Fixed<string>;
    created_by: Fixed<string>;
    revoked_at: string | null;
    revoked_by: string | null;
  };
  /** 导入批次: one import of a list of people. `units` is JSON of the ids of units that it made. */
  import_batch: {
    id: Fixed<string>;
    created_at: Fixed<string>;
    created_by: Fixed<string>;
    file_name: Fixed<string>;
    /** `cancelling` is asked for while `running`; nothing of a `cancelled` or `failed` one stays. */
    state: 'running' | 'cancelling' | 'done' | 'cancelled' | 'failed' | 'undone';
    /** Steps of the work done, out of `total`. */
    done: number;
    total: number;
    opened: number;
    changed: number;
    closed: number;
    units: string;
    undone_at: string | null;
    undone_by: string | null;
    /** What could not be undone, in words; '' when all was. */
    undone_note: string | null;
  };
  /** What an import did to one person: `before` and `after` are JSON of the parts of the record that changed (accounts/record.ts). */
  import_change: { batch_id: Fixed<string>; number: Fixed<number>; person_id: Fixed<string>; what: Fixed<'new' | 'changed' | 'left'>; before: Fixed<string>; after: Fixed<string> };
  /** `id` is SHA-256 of the token in hex: the token itself is only in the cookie. */
  session: {
    id: Fixed<string>;
    person_id: string;
    created_at: Fixed<string>;
    seen_at: string;
    expires_at: string;
    /** 电脑（Windows） · Edge 浏览器: what the browser said of itself, in plain words; '' when it said nothing. */
    device: ColumnType<string, string | undefined, never>;
    way: ColumnType<'password' | 'oidc', 'password' | 'oidc' | undefined, never>;
  };
  /**
   * Half a sign-in, ten minutes long: `code` waits for the second factor, `enrol` for one to be set up, `oidc`
   * for the identity provider to send the browser back. `id` is SHA-256 of a token in a cookie; `data` is JSON.
   */
  sign_in_step: { id: Fixed<string>; kind: Fixed<'code' | 'enrol' | 'oidc'>; person_id: Fixed<string | null>; data: Fixed<string>; expires_at: Fixed<string> };
  /** 两步验证: `secret` sealed with the deployment's key; `last_step` is the last 30 s step whose code was taken. */
  second_factor: { person_id: Fixed<string>; secret: Fixed<string>; last_step: number; created_at: Fixed<string> };
  /** Recovery codes, each good once. `hash` is an HMAC with the deployment's key. */
  recovery_code: { person_id: Fixed<string>; hash: Fixed<string>; used_at: string | null };
  /** Whose account of the identity provider this is. */
  identity_link: { issuer: Fixed<string>; subject: Fixed<string>; person_id: Fixed<string>; created_at: Fixed<string> };
  /** What was asked, for good: canonical JSON of a question, named by its SHA-256. */
  question_revision: { id: Fixed<string>; question_id: string; bank: string; body: Fixed<string>; created_at: Fixed<string> };
  attempt: {
    id: Fixed<string>;
    person_id: Fixed<string>;
    /** `exam` or `quiz`. */
    kind: Fixed<'exam' | 'quiz'>;
    plan_year: Fixed<number>;
    /** Id of the exam or quiz within the plan. */
    sitting: Fixed<string>;
    /** 1, 2, 3… per person, year and sitting. */
    number: Fixed<number>;
    /** The frozen paper: JSON of `FrozenPaper` in `exams/paper.ts`. */
    paper: Fixed<string>;
    started_at: Fixed<string>;
    closes_at: string;
    state: 'open' | 'handed';
    handed_at: string | null;
    /** Who handed it in: the candidate, or the clock when time ran out. */
    handed_by: 'candidate' | 'clock' | null;
    receipt: string | null;
    /** Taken in the make-up window. */
    makeup: ColumnType<Flag, Flag | undefined, never>;
  };
  /** 特殊安排: other terms of an exam for one person or one unit and all below it; null inherits. Never changed: revoked and made anew. */
  sitting_override: {
    id: Fixed<string>;
    plan_year: Fixed<number>;
    sitting: Fixed<string>;
    person_id: Fixed<string | null>;
    unit_id: Fixed<string | null>;
    opens_at: Fixed<string | null>;
    closes_at: Fixed<string | null>;
    minutes: Fixed<number | null>;
    attempts: Fixed<number | null>;
    wait_hours: Fixed<number | null>;
    reason: Fixed<string>;
    /** Number of the document it rests on, or ''. */
    document: Fixed<string>;
    created_at: Fixed<string>;
    created_by: Fixed<string>;
    revoked_at: string | null;
    revoked_by: string | null;
  };
  /** One row a question; a save with a lower `seq` never overwrites. */
  response: { attempt_id: string; pos: number; value: string; seq: number; saved_at: string };
  /** Outcome of marking; re-marking appends a higher version. `marks` is JSON of what each question earned. */
  result: {
    id: Fixed<string>;
    attempt_id: Fixed<string>;
    version: Fixed<number>;
    score: Fixed<number>;
    full: Fixed<number>;
    passed: Fixed<Flag>;
    marks: Fixed<string>;
    reason: Fixed<string | null>;
    marked_at: Fixed<string>;
  };
  /**
   * 重新判分: a question whose key was wrong. `waiting` for a second person, `applying`, `applied`
   * (attempts that were open then may still follow), or `declined`.
   */
  remark: {
    id: Fixed<string>;
    question_id: Fixed<string>;
    /** What was asked, and the revision that holds now. */
    revision: Fixed<string>;
    new_revision: Fixed<string>;
    remedy: Fixed<'new-key' | 'give-all' | 'take-out'>;
    /** Of one sitting only; both null: wherever the revision was asked. */
    plan_year: Fixed<number | null>;
    sitting: Fixed<string | null>;
    /** Told to those affected. */
    reason: Fixed<string>;
    /** The dry run at the request, JSON of counts. */
    summary: Fixed<string>;
    state: 'waiting' | 'applying' | 'applied' | 'declined';
    /** Null: by the command line. */
    requested_by: Fixed<string | null>;
    requested_at: Fixed<string>;
    decided_by: string | null;
    decided_at: string | null;
    /** Why it was declined. */
    decision: string | null;
    applied_at: string | null;
  };
  /** The attempts that a re-marking reaches, each once. `version` of the result appended; null when nothing changed. */
  remark_attempt: { remark_id: Fixed<string>; attempt_id: Fixed<string>; person_id: Fixed<string>; version: number | null; done_at: string | null };
  /** The ledger. Append-only; corrections are reversals; chained by hash for each person. */
  credit_entry: {
    id: Fixed<string>;
    person_id: Fixed<string>;
    /** Position in the person's chain, 1, 2, 3… */
    number: Fixed<number>;
    plan_year: Fixed<number>;
    category: Fixed<string>;
    /** `study`, `quiz`, `activity`, `reversal`… */
    rule: Fixed<string>;
    /** What earned it: page, quiz id, id of the reversed entry. */
    source: Fixed<string>;
    raw_centi: Fixed<number>;
    granted_centi: Fixed<number>;
    on_day: Fixed<string>;
    at: Fixed<string>;
    unit_id: Fixed<string>;
    reason: Fixed<string | null>;
    prev_hash: Fixed<string>;
    hash: Fixed<string>;
  };
  /** The ledger's sums by person, year and category, written with each entry: what reports read. The ledger remains the truth. */
  credit_sum: {
    plan_year: Fixed<number>;
    person_id: Fixed<string>;
    category: Fixed<string>;
    raw_centi: number;
    granted_centi: number;
    /** What was granted in each month, as credits/months.ts writes it. */
    months: string;
  };
  /**
   * How each attempt at an exam stands, written by whatever changes it (exams/server/outcome.ts): `at` is the hand-in,
   * of an open attempt the start; marks are those of the latest marking. Reports read it: a paper is 10 kB, this is not.
   */
  exam_outcome: {
    plan_year: Fixed<number>;
    person_id: Fixed<string>;
    sitting: Fixed<string>;
    number: Fixed<number>;
    makeup: Fixed<Flag>;
    state: 'open' | 'handed';
    at: string;
    score: number;
    full: number;
    passed: Flag;
  };
  /** 线下学法活动, recorded by an organiser. What it is worth is frozen with it: a later change of the plan changes no past. */
  activity: {
    id: Fixed<string>;
    plan_year: Fixed<number>;
    /** Id of the kind within the plan. */
    kind: Fixed<string>;
    title: string;
    on_day: Fixed<string>;
    place: string;
    /** Number of the document, or ''. */
    document: string;
    /** For the people of this unit and all below it. */
    unit_id: Fixed<string>;
    category: Fixed<string>;
    worth_centi: Fixed<number>;
    /** Most of this kind that counts for a person in the year; null: no limit. */
    most_centi: Fixed<number | null>;
    /** Of the codes shown for signing in, hex. */
    secret: Fixed<string>;
    /** Signing in by code is open until then; null: never was, or was ended. */
    sign_in_until: string | null;
    created_at: Fixed<string>;
    created_by: Fixed<string>;
    cancelled_at: string | null;
    cancelled_by: string | null;
    cancelled_why: string | null;
  };
  /** Who was there. Never deleted: taken back with a reason. */
  presence: {
    id: Fixed<string>;
    activity_id: Fixed<string>;
    person_id: Fixed<string>;
    by: Fixed<'list' | 'choice' | 'code'>;
    at: Fixed<string>;
    /** The person themselves, where they signed in by code. */
    recorded_by: Fixed<string>;
    removed_at: string | null;
    removed_by: string | null;
    removed_why: string | null;
  };
  /** 计划的版本: what a year asked for, for good. The highest version of a year is in force. */
  plan_version: {
    plan_year: Fixed<number>;
    version: Fixed<number>;
    /** SHA-256 of `body` as canonical JSON. */
    hash: Fixed<string>;
    /** The file's content as JSON, in its order. */
    body: Fixed<string>;
    in_force_at: Fixed<string>;
    /** Null: the server at its start, or the command line. */
    confirmed_by: Fixed<string | null>;
    note: Fixed<string>;
  };
  /** 合格证书. Never deleted or renewed in place: withdrawn with the reason, and issued anew under another number. */
  certificate: {
    number: Fixed<string>;
    person_id: Fixed<string>;
    plan_year: Fixed<number>;
    /** As they were on the day of issue. */
    name: Fixed<string>;
    unit: Fixed<string>;
    met_on: Fixed<string>;
    band: Fixed<string | null>;
    issued_at: Fixed<string>;
    withdrawn_at: string | null;
    withdrawn_why: string | null;
  };
  /** 年度封存: a year as it stood, signed. `head` is JSON as closing/close.ts writes it; closing again makes another. */
  year_close: {
    id: Fixed<string>;
    plan_year: Fixed<number>;
    /** 1, 2, 3… within the year. */
    number: Fixed<number>;
    closed_at: Fixed<string>;
    /** Null: by the command line. */
    closed_by: Fixed<string | null>;
    head: Fixed<string>;
    signature: Fixed<string>;
  };
  /** A person in a closed year: canonical JSON, what the head's digest is made of. */
  year_close_line: { close_id: Fixed<string>; person_id: Fixed<string>; line: Fixed<string> };
  study_progress: {
    person_id: string;
    plan_year: number;
    page: string;
    seconds: number;
    reached_end: Flag;
    beat_at: string;
    done_at: string | null;
  };
  outbox: {
    id: Fixed<string>;
    kind: Fixed<string>;
    person_id: Fixed<string | null>;
    recipient: Fixed<string>;
    subject: Fixed<string>;
    body: Fixed<string>;
    created_at: Fixed<string>;
    due_at: string;
    tries: number;
    sent_at: string | null;
    last_error: string | null;
  };
  /** Who did what, append-only. `detail` is JSON without personal data beyond ids. */
  audit_event: {
    id: Fixed<string>;
    at: Fixed<string>;
    actor_id: Fixed<string | null>;
    deed: Fixed<string>;
    subject: Fixed<string | null>;
    detail: Fixed<string>;
  };
  /** 有用吗: what readers say about a page; `reason` is '' when they gave none. Nothing about who said it. */
  feedback: { id: Fixed<string>; page: Fixed<string>; useful: Fixed<Flag>; reason: Fixed<string>; created_at: Fixed<string> };
  /** 错题本 of an account: the state of one question, by its handle. `state` is the card as `quiz/wrong-book.ts` writes it. */
  practice_card: { person_id: Fixed<string>; handle: Fixed<string>; state: string; due_at: string; updated_at: string };
  /** Days of practice and stars of an account, as `quiz/device.ts` writes them. */
  practice_record: { person_id: Fixed<string>; state: string; updated_at: string };
  setting: { key: Fixed<string>; value: string };
}
