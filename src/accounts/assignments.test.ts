import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../kernel/day.ts';
import { REASONS, SINCE_EVER, baseRows, goneOn, recordEventIn, regularOf, timeSays, unitOn, withdraw, type Assignment, type ServiceEvent } from './assignments.ts';

const nameOf = (id: string): string => `局/${id}`;
let n = 0;
const ids = (): string => `r${++n}`;
const at = (reason: ServiceEvent['reason'], day: string, unitId?: string, until?: string): ServiceEvent => ({ reason, day, unitId, until, document: '' });
/** Records one after the other from nothing known in unit a; the outcome of the last. */
const play = (...events: ServiceEvent[]) => {
  let rows: Assignment[] = baseRows('a', ids());
  for (const [i, event] of events.entries()) {
    const outcome = recordEventIn(rows, event, ids, nameOf);
    if (!('rows' in outcome)) {
      expect(i, outcome.say).toBe(events.length - 1);
      return outcome.say;
    }
    rows = outcome.rows;
  }
  return rows.map((r) => `${r.unitId} ${r.from === SINCE_EVER ? '…' : r.from}~${r.to ?? ''} ${r.reason}`);
};

describe('what happens in a working life', () => {
  it.each<[string, ServiceEvent[], string[] | string]>([
    ['transfer', [at('transfer', '2026-05-01', 'b')], ['a …~2026-04-30 entry', 'b 2026-05-01~ transfer']],
    ['mid-year entry of an account that was there already', [at('entry', '2026-03-01')], ['a 2026-03-01~ entry']],
    ['late paperwork takes its place before what is known', [at('transfer', '2026-06-01', 'c'), at('transfer', '2026-04-01', 'b')], ['a …~2026-03-31 entry', 'b 2026-04-01~2026-05-31 transfer', 'c 2026-06-01~ transfer']],
    ['promotion in the same unit', [at('promotion', '2026-07-01')], ['a …~2026-06-30 entry', 'a 2026-07-01~ promotion']],
    ['secondment with a known end', [at('secondment', '2026-05-01', 'b', '2026-08-31')], ['a …~ entry', 'b 2026-05-01~2026-08-31 secondment']],
    ['return ends an open secondment', [at('secondment', '2026-05-01', 'b'), at('return', '2026-07-01')], ['a …~2026-06-30 entry', 'b 2026-05-01~2026-06-30 secondment', 'a 2026-07-01~ return']],
    ['a transfer while seconded moves the regular place only', [at('secondment', '2026-05-01', 'b'), at('transfer', '2026-06-01', 'c')], ['a …~2026-05-31 entry', 'b 2026-05-01~ secondment', 'c 2026-06-01~ transfer']],
    ['retirement ends a secondment too', [at('secondment', '2026-05-01', 'b'), at('retirement', '2026-06-30')], ['a …~2026-06-29 entry', 'b 2026-05-01~2026-06-30 secondment', 'a 2026-06-30~2026-06-30 retirement']],
    ['leaving and coming back', [at('leaving', '2026-03-31'), at('entry', '2026-09-01', 'b')], ['a …~2026-03-30 entry', 'a 2026-03-31~2026-03-31 leaving', 'b 2026-09-01~ entry']],
    ['transfer to where one is', [at('transfer', '2026-05-01', 'a')], '2026年5月1日此人已经在“局/a”，不用调动。请选调往的单位。'],
    ['two on one day', [at('transfer', '2026-05-01', 'b'), at('transfer', '2026-05-01', 'c')], '2026年5月1日已经登记了“调动”，同一天不能再登记一次。那一条填错了，请先撤销它。'],
    ['before one came', [at('entry', '2026-03-01'), at('transfer', '2026-02-01', 'b')], '此人 2026年3月1日才到岗，日期不能比这更早。'],
    ['after one left', [at('retirement', '2026-03-31'), at('transfer', '2026-05-01', 'b')], '此人 2026年3月31日已经退休。重新到岗请先登记“到岗”。'],
    ['leaving before something that is recorded', [at('transfer', '2026-05-01', 'b'), at('leaving', '2026-04-01')], '2026年5月1日还登记了“调动”，请先撤销那一条，再登记离开。'],
    ['overlapping secondments', [at('secondment', '2026-05-01', 'b', '2026-08-31'), at('secondment', '2026-08-31', 'c')], '和另一次借调重叠：2026年5月1日起到 2026年8月31日借调在“局/b”。请先登记“借调返回”，或者改日期。'],
    ['a secondment that ends before it begins', [at('secondment', '2026-05-01', 'b', '2026-04-01')], '借调结束的日期早于开始的日期，请检查。'],
    ['seconded to where one is', [at('secondment', '2026-05-01', 'a')], '此人本来就在“局/a”。请选借调到的单位。'],
    ['returning from nowhere', [at('return', '2026-05-01')], '这一天的前一天没有在借调，不用登记返回。返回日是回到本单位的第一天。'],
    ['coming twice', [at('entry', '2026-03-01'), at('entry', '2026-04-01')], '已经登记 2026年3月1日到岗。换单位请登记“调动”；日期填错了，请先撤销那一条。'],
    ['coming after what is recorded', [at('transfer', '2026-05-01', 'b'), at('entry', '2026-06-01')], '2026年5月1日已经登记了“调动”，到岗要早于那一天。'],
  ])('%s', (_, events, outcome) => {
    expect(play(...events)).toEqual(outcome);
  });

  it('tells the unit of any day', () => {
    const rows: Assignment[] = [
      { id: '1', unitId: 'a', kind: 'regular', from: '2026-03-01', to: '2026-05-31', reason: 'entry', document: '' },
      { id: '2', unitId: 'b', kind: 'regular', from: '2026-06-01', to: '2026-09-30', reason: 'transfer', document: '' },
      { id: '3', unitId: 'c', kind: 'secondment', from: '2026-05-01', to: '2026-06-30', reason: 'secondment', document: '' },
    ];
    expect(['2026-01-01', '2026-03-01', '2026-04-30', '2026-05-01', '2026-06-30', '2026-07-01', '2026-12-01'].map((d) => unitOn(rows, d)).join('')).toBe('aaaccbb');
    expect(goneOn(rows, '2026-12-01')).toBe(false);
    expect(rows.map(timeSays)[0]).toBe('2026年3月1日至 2026年5月31日');
  });
});

const day = fc.integer({ min: 0, max: 400 }).map((i) => addDays('2026-01-01', i));
const event: fc.Arbitrary<ServiceEvent> = fc.record({ reason: fc.constantFrom(...REASONS), day, unitId: fc.constantFrom('a', 'b', 'c'), until: fc.option(day, { nil: undefined }), document: fc.constant('') });

/** No overlap, no gap but between leaving and coming back, one place for every day. */
function expectSound(rows: readonly Assignment[]): void {
  const regular = regularOf(rows);
  for (const [i, r] of regular.entries()) {
    if (r.to !== null) expect(r.from <= r.to).toBe(true);
    const next = regular[i + 1];
    if (next?.reason === 'entry') expect((r.to ?? '9') < next.from).toBe(true);
    else if (next) expect(addDays(r.to ?? '9999-12-31', 1)).toBe(next.from);
  }
  const away = rows.filter((r) => r.kind === 'secondment');
  for (const a of away) for (const b of away) if (a !== b) expect(a.from > (b.to ?? '9') || b.from > (a.to ?? '9')).toBe(true);
}

it('whatever is recorded in whatever order, times never overlap or leave a gap, and what was recorded can be withdrawn', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), (events) => {
      let rows: Assignment[] = baseRows('a', ids());
      for (const e of events) {
        const outcome = recordEventIn(rows, e, ids, nameOf);
        if (!('rows' in outcome)) continue;
        expectSound(outcome.rows);
        expect(unitOn(outcome.rows, e.day)).toMatch(/^[abc]$/);
        const made = outcome.rows.find((r) => !rows.some((old) => old.id === r.id));
        const undone = made && withdraw(outcome.rows, made.id);
        if (undone && 'rows' in undone) {
          expectSound(undone.rows);
          // How long a secondment would have lasted that leaving or a return cut short is not kept.
          if (!['retirement', 'leaving', 'return'].includes(e.reason)) expect(new Set(undone.rows)).toEqual(new Set(rows));
        }
        rows = outcome.rows;
      }
    }),
  );
});
