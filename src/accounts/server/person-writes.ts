/** Changes of many people gathered, and written in few statements: one by one ten thousand of them take half a minute on PostgreSQL. */
import type { Insertable, Transaction, Updateable } from 'kysely';
import type { Deps } from '../../db/portable.ts';
import type { Tables } from '../../db/schema.ts';
import { instantOf } from '../../kernel/day.ts';
import type { PersonRecord } from '../person-record.ts';

type Written = 'person' | 'assignment' | 'person_audience' | 'person_role';
const ORDER: readonly Written[] = ['person', 'assignment', 'person_audience', 'person_role'];
const MOST = 400;

type Inserts = { [T in Written]: Insertable<Tables[T]>[] };
interface Sets {
  readonly table: Written;
  readonly set: object;
  readonly ids: string[];
}

const same = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Gathers; {@link PersonWrites.flush} writes. Rows of one person are compared by id. */
export class PersonWrites {
  readonly #inserts: Inserts = { person: [], assignment: [], person_audience: [], person_role: [] };
  readonly #gone = new Map<Written, string[]>();
  /** Equal changes of several rows go into one statement. */
  readonly #sets = new Map<string, Sets>();
  readonly #deps: Pick<Deps, 'clock'>;
  readonly #by: string | null;
  constructor(deps: Pick<Deps, 'clock'>, by: string | null) {
    this.#deps = deps;
    this.#by = by;
  }

  #set<T extends Written>(table: T, id: string, set: Updateable<Tables[T]>): void {
    const key = `${table} ${JSON.stringify(set)}`;
    const known = this.#sets.get(key);
    if (known) known.ids.push(id);
    else this.#sets.set(key, { table, set, ids: [id] });
  }
  #remove(table: Written, ids: readonly string[]): void {
    const known = this.#gone.get(table);
    if (known) known.push(...ids);
    else if (ids.length > 0) this.#gone.set(table, [...ids]);
  }

  /** Somebody new, with a one-time password. */
  open(id: string, staffNo: string, password_hash: string, record: PersonRecord): void {
    const { name, email, unitId: unit_id, state } = record;
    this.#inserts.person.push({ id, staff_no: staffNo, name, unit_id, email, state, password_hash, must_change: 1, failed_count: 0, locked_until: null, touched: 0, created_at: instantOf(this.#deps.clock.now()) });
    this.#rows(id, { ...record, service: [], audiences: [], roles: [] }, record);
  }

  /** Whatever differs. */
  change(id: string, before: PersonRecord, after: PersonRecord): void {
    const set = Object.fromEntries(
      ([['name', 'name'], ['email', 'email'], ['unit_id', 'unitId'], ['state', 'state']] as const).filter(([, key]) => before[key] !== after[key]).map(([column, key]) => [column, after[key]]),
    );
    if (Object.keys(set).length > 0) this.#set('person', id, set);
    this.#rows(id, before, after);
  }

  #rows(person_id: string, before: PersonRecord, after: PersonRecord): void {
    const created_at = instantOf(this.#deps.clock.now());
    const differ = <R extends { readonly id: string }>(table: Written, was: readonly R[], is: readonly R[], insert: (row: R) => void, update: (row: R, old: R) => void): void => {
      this.#remove(table, was.filter((w) => !is.some((i) => i.id === w.id)).map((w) => w.id));
      for (const row of is) {
        const old = was.find((w) => w.id === row.id);
        if (!old) insert(row);
        else update(row, old);
      }
    };
    differ('assignment', before.service, after.service,
      (r) => this.#inserts.assignment.push({ id: r.id, person_id, unit_id: r.unitId, kind: r.kind, from_day: r.from, to_day: r.to, reason: r.reason, document: r.document, created_at, created_by: this.#by }),
      (r, old) => {
        const set = (x: typeof r) => ({ from_day: x.from, to_day: x.to, reason: x.reason, document: x.document });
        if (!same(set(r), set(old))) this.#set('assignment', r.id, set(r));
      });
    differ('person_audience', before.audiences, after.audiences,
      (r) => this.#inserts.person_audience.push({ id: r.id, person_id, audience: r.audience, from_day: r.from, to_day: r.to }),
      (r, old) => {
        const set = (x: typeof r) => ({ from_day: x.from, to_day: x.to });
        if (!same(set(r), set(old))) this.#set('person_audience', r.id, set(r));
      });
    differ('person_role', before.roles, after.roles, (r) => this.#inserts.person_role.push({ id: r.id, person_id, role: r.role, unit_id: r.unitId }), () => undefined);
  }

  /** @param pause asked between statements: the event loop goes on, and whoever cancelled is heard (by throwing). */
  async flush(trx: Transaction<Tables>, pause: () => Promise<void>): Promise<void> {
    for (const [table, ids] of this.#gone) {
      for (let i = 0; i < ids.length; i += MOST) {
        await trx.deleteFrom(table).where('id', 'in', ids.slice(i, i + MOST)).execute();
        await pause();
      }
    }
    for (const { table, set, ids } of this.#sets.values()) {
      for (let i = 0; i < ids.length; i += MOST) {
        await trx.updateTable(table).set(set).where('id', 'in', ids.slice(i, i + MOST)).execute();
        await pause();
      }
    }
    for (const table of ORDER) {
      const rows = this.#inserts[table];
      for (let i = 0; i < rows.length; i += MOST) {
        await trx.insertInto(table).values(rows.slice(i, i + MOST)).execute();
        await pause();
      }
    }
  }
}
