/** What may be done to the tree of units. Pure; a sentence says why not. */
import { LONGEST_UNIT_NAME } from './unit-finder.ts';
import { unitPath, unitsAbove, unitsBelow, type Unit } from './units.ts';

/** Why a unit may not be called so below that parent; undefined when it may. */
export function nameMistake(units: readonly Unit[], parentId: string | null, name: string, selfId?: string): string | undefined {
  if (name === '') return '请填写单位名称';
  if ([...name].length > LONGEST_UNIT_NAME) return `单位名称最多 ${LONGEST_UNIT_NAME} 个字`;
  if (/[/／]/.test(name)) return '单位名称里不能有斜线 /，它用来隔开上下级';
  if (units.some((u) => u.parentId === parentId && u.name === name && u.id !== selfId)) return `${parentId ? `“${unitPath(units, parentId)}”下面` : '最上一级'}已经有“${name}”了，请换一个名称`;
  return undefined;
}

/** Why a unit may not move below that parent (null: to the top); undefined when it may. */
export function moveMistake(units: readonly Unit[], id: string, parentId: string | null): string | undefined {
  const unit = units.find((u) => u.id === id);
  if (!unit) return '没有这个单位';
  if (parentId === unit.parentId) return '它的上级本来就是这个，不用移动';
  if (parentId === id) return '不能移到它自己下面';
  const parent = units.find((u) => u.id === parentId);
  if (parentId !== null && !parent) return '没有这个上级单位';
  if (parentId !== null && unitsBelow(units, [id]).has(parentId)) return `“${unitPath(units, parentId)}”是它的下级，移过去就成了一个圈。请先把那个下级移出来`;
  if (parent?.closed) return `“${unitPath(units, parent.id)}”已经停用，下面不能再加单位`;
  return nameMistake(units, parentId, unit.name, id);
}

/** Why a unit may not be closed. `people` counts the active ones in it. */
export function closeMistake(units: readonly Unit[], id: string, people: number): string | undefined {
  const open = units.find((u) => u.parentId === id && !u.closed);
  if (open) return `下面还有“${open.name}”等没有停用的单位，请先停用或移走它们`;
  return people > 0 ? `里面还有 ${people} 人，请先把他们调走` : undefined;
}

/** Why a unit may not be opened again. */
export function reopenMistake(units: readonly Unit[], id: string): string | undefined {
  const above = [...unitsAbove(units, id)].find((u) => u !== id && units.find((x) => x.id === u)?.closed);
  return above ? `上级“${unitPath(units, above)}”还停用着，请先恢复上级` : undefined;
}
