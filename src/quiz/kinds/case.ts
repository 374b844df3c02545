/** 材料题: a case with several questions. Drawn, reserved and withdrawn as one, shown together in its order; every part is asked, saved, marked and counted for itself. */
import { z } from 'zod';
import { prose } from '../../library/schema.ts';
import { record } from './base.ts';
import { fill, fillPart } from './fill.ts';
import type { Fault, QuestionOf, UnitKind } from './kind.ts';
import { multiple, multiplePart } from './multiple.ts';
import { single, singlePart } from './single.ts';
import { trueFalsePart, truefalse } from './truefalse.ts';

export const caseSchema = z.strictObject({
  ...record,
  kind: z.literal('case'),
  /** What happened, read before the parts. */
  material: prose,
  parts: z.array(z.discriminatedUnion('kind', [singlePart, multiplePart, trueFalsePart, fillPart])).min(2, '材料题至少要有两小题').max(6, '材料题最多 6 小题'),
});

export type CasePart = QuestionOf<'case'>['parts'][number];

function partFaults(part: CasePart, whole: QuestionOf<'case'>): Fault[] {
  const common = { id: '', basis: whole.basis, page: whole.page, difficulty: whole.difficulty, reserved: whole.reserved };
  if (part.kind === 'single') return single.faults({ ...part, ...common });
  if (part.kind === 'multiple') return multiple.faults({ ...part, ...common });
  if (part.kind === 'fill') return fill.faults({ ...part, ...common });
  return truefalse.faults({ ...part, ...common });
}

export const caseKind: UnitKind<'case'> = {
  name: '材料题',
  short: '材料题',
  schemes: {
    'all-or-nothing': '每小题全对才得分',
    'part-if-none-wrong': '单选、判断答对得分；多选、填空没答全但没有答错，按答对的比例得分（不足 1 分的舍去），有一处答错不得分',
    'half-if-incomplete': '单选、判断答对得分；多选、填空没答全但没有答错，得一半分（不足 1 分的舍去），有一处答错不得分',
    'per-option': '单选、判断答对得分；多选、填空每答对一处得一份分，答错一处扣一份分，扣完为止，不倒扣（不足 1 分的舍去）',
  },
  faults: (q) => q.parts.flatMap((part, n) => partFaults(part, q).map((f) => ({ ...f, path: ['parts', n, ...f.path], message: `第 ${n + 1} 小题${f.message}` }))),
};

/** Number of the part, from its id `LC-040.2`; undefined for a question of its own. */
export const partOf = (id: string): number | undefined => {
  const dot = id.indexOf('.');
  return dot < 0 ? undefined : Number(id.slice(dot + 1));
};
