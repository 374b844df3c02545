/** What importing a list would do: new, changed, unchanged, left, and what may not be done. Pure. */
import { addDays, type Day } from '../kernel/day.ts';
import { SINCE_EVER, baseRows, goneOn, recordEventIn, regularOf, unitOn, withdraw, type Assignment } from './assignments.ts';
import { changeFrom, heldOn, sameSet } from './audience-spans.ts';
import type { PersonRow, SheetIssue } from './people-sheet.ts';
import { changedParts, type PersonRecord } from './person-record.ts';
import { unitFinder, type NewUnit } from './unit-finder.ts';
import { unitPath, unitsBelow, type Unit } from './units.ts';

export interface KnownPerson {
  readonly id: string;
  readonly staffNo: string;
  readonly record: PersonRecord;
}

export interface Known {
  /** Everybody whose number is in the list, and everybody of `complete`, by number. */
  readonly people: ReadonlyMap<string, KnownPerson>;
  readonly units: readonly Unit[];
  /** Units that the importing person may fill; `everywhere` for administrators. */
  readonly reach: 'everywhere' | readonly string[];
  readonly mayGrantRoles: boolean;
  readonly today: Day;
  readonly actorId: string;
  readonly newId: () => string;
  /** Unit of which the list is complete: whoever is in it (or below) and not on the list has left. */
  readonly complete?: string | undefined;
}

export interface PlannedPerson {
  readonly row: PersonRow;
  readonly id: string;
  /** Undefined: somebody new. */
  readonly before: PersonRecord | undefined;
  readonly after: PersonRecord;
  /** Full path. */
  readonly unit: string;
  /** Chinese names of what changes; empty when nothing does, undefined for somebody new. */
  readonly changes: readonly string[] | undefined;
}

/** Somebody of the unit who is not on the complete list. */
export interface LeftPerson extends KnownPerson {
  readonly unit: string;
  /** After leaving; undefined when they cannot be made to leave here, `why` says the reason. */
  readonly after: PersonRecord | undefined;
  readonly why: string | undefined;
}

export interface ImportPlan {
  readonly issues: readonly SheetIssue[];
  readonly people: readonly PlannedPerson[];
  /** Units to be made, parents first. */
  readonly newUnits: readonly NewUnit[];
  readonly left: readonly LeftPerson[];
}

type Say = { readonly column: string; readonly say: string };

/** Compares the rows with what is known. With any issue nothing may be imported. */
export function planImport(rows: readonly PersonRow[], known: Known): ImportPlan {
  const issues: SheetIssue[] = [];
  const people: PlannedPerson[] = [];
  const { find, made, mine } = unitFinder(known.units, known.reach, known.newId);
  const nameOf = (id: string): string => unitPath(known.units, id) || ([...made.values()].find((u) => u.id === id)?.path ?? '');
  for (const row of rows) {
    const before = known.people.get(row.staffNo);
    const found = find(row.unit);
    const wrong = refusalOf(row, before, known, mine) ?? ('say' in found ? { column: '单位', say: found.say } : undefined);
    if (wrong || 'say' in found) {
      if (wrong) issues.push({ row: row.row, ...wrong });
      continue;
    }
    const after = before ? changed(before.record, row, found.id, known, nameOf) : opened(row, found.id, known);
    if ('say' in after) issues.push({ row: row.row, ...after });
    else people.push({ row, id: before?.id ?? known.newId(), before: before?.record, after, unit: found.path, changes: before && changesOf(before.record, after) });
  }
  return { issues, people, newUnits: issues.length > 0 ? [] : [...made.values()], left: leftOf(rows, known) };
}

function refusalOf(row: PersonRow, before: KnownPerson | undefined, known: Known, mine: ReadonlySet<string>): Say | undefined {
  // Neither the name nor the unit: the number alone was known to the writer.
  if (before && !mine.has(before.record.unitId)) return { column: '工号', say: '这个工号在别的单位，不归您管理。人员调动请联系管理员。' };
  if (before?.record.state === 'closed') return { column: '工号', say: '这个账号已经停用。请先在“停用的账号”里恢复（或登记到岗），或者删掉这一行。' };
  if (row.role && !known.mayGrantRoles && !before?.record.roles.some((r) => r.role === row.role)) return { column: '角色', say: '只有管理员能授予角色，请把这一格空着。' };
  return undefined;
}

function opened(row: PersonRow, unitId: string, { today, newId }: Known): PersonRecord {
  const from = row.from ?? row.enters ?? today;
  return {
    name: row.name,
    email: row.email ?? null,
    unitId,
    state: 'active',
    service: row.enters ? [{ id: newId(), unitId, kind: 'regular', from: row.enters, to: null, reason: 'entry', document: '' }] : [],
    audiences: row.audiences.map((audience) => ({ id: newId(), audience, from, to: null })),
    roles: row.role ? [{ id: newId(), role: row.role, unitId: row.role === 'organiser' ? unitId : null }] : [],
  };
}

function changed(before: PersonRecord, row: PersonRow, unitId: string, { today, newId }: Known, nameOf: (id: string) => string): PersonRecord | Say {
  const day = row.from ?? today;
  const service = served(before, row, unitId, day, newId, nameOf);
  if ('say' in service) return service;
  let audiences = before.audiences;
  if (!sameSet(heldOn(audiences, day), row.audiences)) {
    const outcome = changeFrom(audiences, day, row.audiences, newId);
    if ('say' in outcome) return { column: '人员类别', say: outcome.say };
    audiences = outcome.spans;
  }
  const has = row.role === undefined || before.roles.some((r) => r.role === row.role);
  const roles = has || row.role === undefined ? before.roles : [...before.roles, { id: newId(), role: row.role, unitId: row.role === 'organiser' ? unitId : null }];
  return { ...before, name: row.name, email: row.email ?? before.email, unitId: unitOn(service.rows, today) ?? unitId, service: service.rows, audiences, roles };
}

/** Service after the day of coming and the unit that the row tells. */
function served(before: PersonRecord, row: PersonRow, unitId: string, day: Day, newId: () => string, nameOf: (id: string) => string): { readonly rows: readonly Assignment[] } | Say {
  let rows = before.service;
  const first = regularOf(rows)[0];
  if (row.enters && first?.from !== row.enters) {
    if (first && first.from !== SINCE_EVER) return { column: '到岗日期', say: `已登记的到岗日期是 ${first.from}。要更正请到个人页面，或者把这一格空着。` };
    const entered = recordEventIn(rows, { reason: 'entry', day: row.enters, unitId: before.unitId, document: '' }, newId, nameOf);
    if (!('rows' in entered)) return { column: '到岗日期', say: entered.say };
    rows = entered.rows;
  }
  const regular = regularOf(rows).filter((r) => r.from <= day).at(-1);
  // Who is away on secondment may stand on the list of either unit.
  if ((unitOn(rows, day) ?? before.unitId) === unitId || regular?.unitId === unitId) return { rows };
  // Corrected on the very day: the first was never meant.
  if (regular?.from === day && regular.reason === 'transfer') {
    const back = withdraw(rows, regular.id);
    if ('rows' in back) rows = back.rows;
    if (unitOn(rows, day) === unitId) return { rows: rows.length === 1 && rows[0]?.from === SINCE_EVER ? [] : rows };
  }
  const moved = recordEventIn(rows.length > 0 ? rows : baseRows(before.unitId, newId()), { reason: 'transfer', day, unitId, document: '' }, newId, nameOf);
  return 'rows' in moved ? moved : { column: moved.field === 'day' && row.from ? '生效日期' : '单位', say: moved.say };
}

/** What differs, in the words of the columns. */
function changesOf(before: PersonRecord, after: PersonRecord): string[] {
  const parts = changedParts(before, after).after;
  const came = (record: PersonRecord): Day => regularOf(record.service)[0]?.from ?? SINCE_EVER;
  const moves = parts.service !== undefined && (after.unitId !== before.unitId || regularOf(after.service).length !== Math.max(1, regularOf(before.service).length));
  return [parts.name !== undefined && '姓名', moves && '单位', came(before) !== came(after) && '到岗日期', parts.audiences && '人员类别', 'email' in parts && '邮箱', parts.roles && '角色'].filter((x) => typeof x === 'string');
}

/** Who is in the unit, and on no row of its complete list. Yesterday was their last day, unless the person's page says otherwise. */
function leftOf(rows: readonly PersonRow[], { people, units, complete, today, newId, actorId }: Known): LeftPerson[] {
  if (complete === undefined) return [];
  const inside = unitsBelow(units, [complete]);
  const listed = new Set(rows.map((r) => r.staffNo));
  const nameOf = (id: string): string => unitPath(units, id);
  return [...people.values()]
    .filter((p) => p.record.state === 'active' && inside.has(p.record.unitId) && !listed.has(p.staffNo))
    .map((p): LeftPerson => {
      const { record } = p;
      const told = (after: PersonRecord | undefined, why?: string): LeftPerson => ({ ...p, unit: nameOf(record.unitId), after, why });
      if (p.id === actorId) return told(undefined, '这是您自己');
      if (record.roles.length > 0) return told(undefined, '还担任管理角色，请先由管理员收回');
      const service = record.service.length > 0 ? record.service : baseRows(record.unitId, newId());
      const outcome = recordEventIn(service, { reason: 'leaving', day: addDays(today, -1), document: '' }, newId, nameOf);
      return 'rows' in outcome ? told({ ...record, service: outcome.rows, unitId: unitOn(outcome.rows, today) ?? record.unitId, state: goneOn(outcome.rows, today) ? 'closed' : record.state }) : told(undefined, outcome.say);
    })
    .sort((a, b) => (a.unit === b.unit ? (a.staffNo < b.staffNo ? -1 : 1) : a.unit < b.unit ? -1 : 1));
}
