/**
 * Marking on one core: 1,000,000 responses of all kinds and schemes mixed, as `markPaper` marks them at hand-in
 * and at a re-marking. Limit: 500,000 responses a second. Answers are right, partly right, wrong, empty and nonsense.
 * `node tests/bench/marking.ts`
 */
import { markPaper } from '#exams/marking.ts';
import type { FrozenPaper } from '#exams/paper.ts';
import { seededRng } from '#kernel/rng.ts';
import { kindOf, unitOf } from '#quiz/kinds/index.ts';
import { orderOptions } from '#quiz/order.ts';
import type { Asked } from '#quiz/revision.ts';
import type { Scheme } from '#quiz/scoring.ts';

const RESPONSES = 1_000_000;
const LIMIT = 500_000;
const PER_PAPER = 50;
const PAPERS = 1000;

const told = { stem: '题干', explanation: '解析', basis: [], page: 'qa/a/b' };
const options = { A: '一个月', B: '两个月', C: '三个月', D: '六个月' };
const KEYS: readonly (readonly string[])[] = [['A', 'B', 'D'], ['B', 'C'], ['A', 'B', 'C', 'D']];
const make: readonly ((id: string, n: number) => Asked)[] = [
  (id, n) => ({ ...told, id, kind: 'single', options, answer: 'ABCD'[n % 4] ?? 'A', fixed: false }),
  (id, n) => ({ ...told, id, kind: 'multiple', options, answer: [...(KEYS[n % 3] ?? [])], fixed: false }),
  (id, n) => ({ ...told, id, kind: 'truefalse', answer: n % 2 === 0 }),
  (id, n) => ({ ...told, id, kind: 'fill', blanks: [{ accept: ['三十日', '一个月'] }, ...(n % 2 ? [{ accept: ['百分之五十', '一半'] }] : [])] }),
  (id) => ({ ...told, id, kind: 'ordering', items: options, answer: ['C', 'A', 'D', 'B'] }),
  (id) => ({ ...told, id, kind: 'matching', left: { 1: '甲', 2: '乙', 3: '丙' }, right: options, answer: { 1: 'B', 2: 'A', 3: 'D' } }),
];
const FILLED = ['30日', '３０ 日', '三十日。', '一个月', '十五日', '50%', '百分之五十', ''];

const rng = seededRng('marking');
const bank = Array.from({ length: 300 }, (_, n) => (make[n % make.length] as (typeof make)[number])(`AA-${n}`, Math.floor(n / make.length)));
const byRevision = new Map(bank.map((asked, n) => [String(n), asked]));
const pick = <T>(list: readonly T[]): T => list[rng.below(list.length)] as T;

/** Something a candidate might have saved. */
function answer(asked: Asked, order: string): string {
  const chance = rng.below(10);
  if (chance === 0) return '';
  if (chance === 1) return 'nonsense';
  if (chance < 5) return kindOf(asked.kind).rightValue(asked, order);
  if (asked.kind === 'fill') return asked.blanks.map(() => (rng.below(4) === 0 ? `${rng.below(1_000_000)}日` : pick(FILLED))).join('\n');
  if (asked.kind === 'truefalse') return pick(['T', 'F']);
  if (asked.kind === 'ordering') return pick(['ABCD', 'BADC', 'DC', 'C']);
  if (asked.kind === 'matching') return pick(['AB-', 'BAD', 'CC-', '--A']);
  return pick(asked.kind === 'single' ? ['A', 'B', 'C', 'D'] : ['A', 'AB', 'ABD', 'CD']);
}

// Sections of ten of one kind, each by a scheme that fits it.
const sheets = Array.from({ length: PAPERS }, (_, p) => {
  const sections = Array.from({ length: PER_PAPER / 10 }, (_, s) => {
    const { kind } = bank[(p + s) % make.length] as Asked;
    const schemes = Object.keys(unitOf(kind).schemes) as Scheme[];
    const items = Array.from({ length: 10 }, () => {
      const n = ((p + s) % make.length) + make.length * rng.below(bank.length / make.length);
      const asked = bank[n] as Asked;
      return { question: asked.id, revision: String(n), kind, order: orderOptions(asked, rng, true) };
    });
    return { title: kind, kind, marks: 2 + rng.below(5), scoring: pick(schemes), items };
  });
  const full = sections.reduce((sum, s) => sum + s.marks * s.items.length, 0);
  const paper: FrozenPaper = { v: 2, title: '卷', blueprint: 'bench', minutes: 60, passPercent: 60, full, windowClosesAt: 0, award: null, sections };
  const values = sections.flatMap((s) => s.items).map((item, i) => [i + 1, answer(byRevision.get(item.revision) as Asked, item.order)] as const);
  return { paper, answers: new Map(values) };
});

const askedBy = (revision: string): Asked | undefined => byRevision.get(revision);
function mark(responses: number): { readonly seconds: number; readonly outcomes: ReadonlyMap<string, number> } {
  const outcomes = new Map<string, number>();
  const started = process.hrtime.bigint();
  for (let done = 0, p = 0; done < responses; done += PER_PAPER, p = (p + 1) % PAPERS) {
    const { paper, answers } = sheets[p] as (typeof sheets)[number];
    for (const { outcome } of markPaper(paper, askedBy, answers).marks) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, outcomes };
}

mark(RESPONSES / 10);
const { seconds, outcomes } = mark(RESPONSES);
const rate = Math.round(RESPONSES / seconds);
const shares = [...outcomes].map(([outcome, n]) => `${outcome} ${((100 * n) / RESPONSES).toFixed(1)} %`).join(', ');
process.stdout.write(`${RESPONSES.toLocaleString('en')} responses of all kinds in ${seconds.toFixed(2)} s (${shares})\n`);
process.stdout.write(`${rate.toLocaleString('en')} responses/s on one core; limit ${LIMIT.toLocaleString('en')}: ${rate >= LIMIT ? 'met' : 'MISSED'}\n`);
process.exit(rate >= LIMIT && outcomes.size === 4 ? 0 : 1);
