/** Every calculator, in the order in which pages list them. */
import type { Calculator } from './define.ts';
import { annualLeave } from './kinds/annual-leave.ts';
import { deathAtWork } from './kinds/death-at-work.ts';
import { doubleWage } from './kinds/double-wage.ts';
import { injury } from './kinds/injury.ts';
import { maternityLeave } from './kinds/maternity-leave.ts';
import { medicalPeriod } from './kinds/medical-period.ts';
import { overtime } from './kinds/overtime.ts';
import { pensionYears } from './kinds/pension-years.ts';
import { probation } from './kinds/probation.ts';
import { retirement } from './kinds/retirement.ts';
import { severance } from './kinds/severance.ts';
import { timeLimit } from './kinds/time-limit.ts';

export const CALCULATORS: readonly Calculator[] = [severance, overtime, doubleWage, annualLeave, retirement, pensionYears, probation, medicalPeriod, injury, deathAtWork, maternityLeave, timeLimit];

/** The calculator of this id, or undefined. */
export const calculatorOf = (id: string): Calculator | undefined => CALCULATORS.find((calculator) => calculator.id === id);
