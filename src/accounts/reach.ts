/** How far a role reaches, as a pure question. */
import { MAY, UNIT_DEEDS, type Deed, type Role } from './roles.ts';
import { unitsBelow, type Unit } from './units.ts';

export interface HeldRole {
  readonly role: Role;
  /** Unit for which the role was given (it reaches all below); null: everywhere. */
  readonly unitId: string | null;
}

/**
 * Whether somebody with these roles may do the deed to somebody in this unit. What only
 * reaches `self` is no answer to that, and what is not listed is refused.
 */
export function mayInUnit(roles: readonly HeldRole[], deed: Deed, unitId: string, units: readonly Unit[]): boolean {
  return roles.some(({ role, unitId: top }) => {
    const reach = MAY[role][deed];
    if (!reach || reach === 'self') return false;
    if (top === null) return reach === 'everywhere';
    return unitsBelow(units, [top]).has(unitId);
  });
}

/** Whether the deed may be done anywhere at all: whether to show its door. */
export const mayAnywhere = (roles: readonly HeldRole[], deed: Deed): boolean =>
  roles.some(({ role, unitId }) => {
    const reach = MAY[role][deed];
    return unitId === null ? reach === 'everywhere' : reach !== undefined && reach !== 'self' && UNIT_DEEDS.includes(deed);
  });
