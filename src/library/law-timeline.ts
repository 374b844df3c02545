/** 沿革: the days in the life of an instrument, oldest first, each told whether it is still to come. */
import type { Day } from '../kernel/day.ts';
import type { Law } from './schema.ts';

export interface TimelineStep {
  readonly on: Day;
  /** `通过`, `施行`, `通过并施行`, `修改：…`, `废止`. */
  readonly what: string;
  /** Whether the day lies after the day asked about. */
  readonly toCome: boolean;
}

/** Adoption, effect, every amendment and repeal, as far as the register knows them. Adoption and effect on one day are one step. */
export function timelineOf(law: Pick<Law, 'adopted' | 'effective' | 'amended' | 'repealed'>, day: Day): TimelineStep[] {
  const atOnce = law.effective !== undefined && law.adopted === law.effective;
  const steps = [
    ...(law.adopted && !atOnce ? [{ on: law.adopted, what: '通过' }] : []),
    ...(law.effective ? [{ on: law.effective, what: atOnce ? '通过并施行' : '施行' }] : []),
    ...law.amended.map(({ on, note }) => ({ on, what: note ? `修改：${note}` : '修改' })),
    ...(law.repealed ? [{ on: law.repealed, what: '废止' }] : []),
  ];
  // Sorting is stable: on one day the order above stands.
  return steps.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).map((step) => ({ ...step, toCome: step.on > day }));
}
