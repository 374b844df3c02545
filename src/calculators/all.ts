/** Every calculator, in the order in which pages list them. */
import type { Calculator } from './define.ts';
import { annualLeave } from './kinds/annual-leave.ts';
import { doubleWage } from './kinds/double-wage.ts';
import { overtime } from './kinds/overtime.ts';
import { pensionYears } from './kinds/pension-years.ts';
import { retirement } from './kinds/retirement.ts';
import { severance } from './kinds/severance.ts';

export const CALCULATORS: readonly Calculator[] = [severance, overtime, doubleWage, annualLeave, retirement, pensionYears];

/** The calculator of this id, or undefined. */
export const calculatorOf = (id: string): Calculator | undefined => CALCULATORS.find((calculator) => calculator.id === id);
