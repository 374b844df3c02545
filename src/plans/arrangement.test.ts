import { describe, expect, it } from 'vitest';
import { emptyForm, readArrangement, type ArrangementForm } from './arrangement.ts';

const now = Date.parse('2026-11-23T09:00:00+08:00');
const good: Partial<ArrangementForm> = { exam: '2026:annual', staffNo: 'Y1001', minutes: '90', reason: '视力障碍' };
const read = (over: Partial<ArrangementForm>) => readArrangement(emptyForm({ ...good, ...over }), now);

describe('a form of other terms', () => {
  it('reads what people type', () => {
    expect(read({ staffNo: ' Ｙ１００１ ', minutes: '９０', closes: '2026-12-28T23:50', opens: '2026-11-25', waitHours: '0', document: ' 盐大人社〔2026〕1 号 ' })).toEqual({
      arrangement: {
        year: 2026, sitting: 'annual', staffNo: 'Y1001', unitId: '', minutes: 90, attempts: null, waitHours: 0, reason: '视力障碍', document: '盐大人社〔2026〕1 号',
        opensAt: Date.parse('2026-11-25T00:00:00+08:00'), closesAt: Date.parse('2026-12-28T23:50:00+08:00'),
      },
    });
    // A whole day ends at 24:00.
    expect(read({ closes: '2026-12-28' })).toMatchObject({ arrangement: { closesAt: Date.parse('2026-12-29T00:00:00+08:00') } });
  });

  it.each<[string, Partial<ArrangementForm>, string]>([
    ['no exam', { exam: '' }, 'exam'],
    ['an exam that is none', { exam: '2026:../x' }, 'exam'],
    ['nobody', { staffNo: '' }, 'staffNo'],
    ['both', { unit: 'u' }, 'unit'],
    ['nothing changed', { minutes: ' ' }, 'minutes'],
    ['no time at all', { minutes: '0' }, 'minutes'],
    ['half a minute', { minutes: '1.5' }, 'minutes'],
    ['minus one attempt', { attempts: '-1' }, 'attempts'],
    ['too many attempts', { attempts: '21' }, 'attempts'],
    ['a day that is none', { closes: '2026-02-30' }, 'closes'],
    ['an end that has passed', { closes: '2026-11-22' }, 'closes'],
    ['an end before the start', { opens: '2026-12-10', closes: '2026-12-01' }, 'closes'],
    ['no reason', { reason: '  ' }, 'reason'],
    ['an endless reason', { reason: '长'.repeat(201) }, 'reason'],
  ])('refuses %s beside its field', (_, over, field) => {
    const answer = read(over);
    expect('mistakes' in answer ? Object.keys(answer.mistakes) : []).toEqual([field]);
  });
});
