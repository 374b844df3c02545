/** Reports as files: spreadsheet, CSV, and on paper. Made by the same job, from the same rows, as the page. */
import { createHash } from 'node:crypto';
import { asNumber, type Queryable } from '../../db/portable.ts';
import { monthOf } from '../../credits/months.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Plan } from '../../plans/schema.ts';
import { figuresSheet, progressSheet } from '../figures-sheet.ts';
import type { ReportRow } from '../overview.ts';
import { ledgerPaper, personPaper, unitPaper, type Made } from '../papers.ts';
import { csvOf, sheetOf } from '../sheet.ts';
import type { Tally } from '../tally.ts';
import type { Unit } from '../../accounts/units.ts';
import { printed } from './print/typeset.ts';
import { XLSX, xlsxFile } from './xlsx.ts';

export const FORMS = ['xlsx', 'csv', 'annual', 'ledger'] as const;
export type Form = (typeof FORMS)[number];
const PDF = 'application/pdf';

export interface ReportFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  /** People in it. */
  readonly people: number;
}

/** Forms that list everybody. */
export const lists = (form: Form): boolean => form !== 'annual';
/** More people than that are printed unit by unit: nobody can check a list of two hundred pages. */
export const MOST_PRINTED = 3000;

/** Stands on every paper: which plan it was counted by. The first eight digits of the hash of all its rules. */
export const planVersion = (plan: Plan): string => createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 8);

/** Refuses `too-many` people on paper. */
export async function reportFile(form: Form, plan: Plan, tally: Tally, rows: readonly ReportRow[], units: readonly Unit[], made: Made): Promise<ReportFile> {
  const base = `${plan.year}年度学法${{ xlsx: '达标情况', csv: '达标情况', annual: '情况', ledger: '台账' }[form]}${made.unit ? `-${made.unit.split('/').at(-1)}` : ''}-${made.at.slice(0, 10)}`;
  const { total } = tally;
  const people = total.owed + total.exempt + total.free;
  if (form === 'csv') return { name: `${base}.csv`, type: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(csvOf(sheetOf(plan, rows))), people };
  if (form === 'xlsx') {
    const bytes = await xlsxFile([
      { name: '达标情况', rows: sheetOf(plan, rows), widths: [20, 12, 28, 24] },
      { name: '统计', rows: figuresSheet(plan, tally, units), widths: [12, 34] },
      { name: '进度', rows: progressSheet(plan, tally), widths: [12, 20] },
    ]);
    return { name: `${base}.xlsx`, type: XLSX, bytes: new Uint8Array(bytes), people };
  }
  if (form === 'ledger' && rows.length > MOST_PRINTED) throw new Refusal('bad-input', `名单有 ${rows.length} 人，一份台账最多打印 ${MOST_PRINTED} 人，请先选一个单位再打印；全部名单可以导出表格。`);
  const { pdf } = printed(form === 'annual' ? unitPaper(plan, tally, units, made) : ledgerPaper(plan, tally, rows, made));
  return { name: `${base}.pdf`, type: PDF, bytes: new Uint8Array(pdf), people };
}

/** One person's page for the report of the year. */
export async function personFileOf(on: Queryable, plan: Plan, row: ReportRow, made: Made): Promise<ReportFile> {
  const days = await on.selectFrom('credit_entry').select((e) => ['on_day', e.fn.sum<string | number>('granted_centi').as('centi')]).where('person_id', '=', row.id).where('plan_year', '=', plan.year).groupBy('on_day').orderBy('on_day').execute();
  const months = [...Map.groupBy(days, (d) => monthOf(d.on_day))].map(([month, list]) => ({ month, centi: list.reduce((n, d) => n + asNumber(d.centi), 0) }));
  const { pdf } = printed(personPaper(plan, row, months, made));
  return { name: `${plan.year}年度学法情况-${row.name}-${made.at.slice(0, 10)}.pdf`, type: PDF, bytes: new Uint8Array(pdf), people: 1 };
}
