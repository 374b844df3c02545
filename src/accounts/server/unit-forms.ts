/** The plain forms of the page of units: which deed is meant, what was typed, and what came of it. */
import type { Deps } from '../../db/portable.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { FILE_PROBLEMS, type SheetRow } from '../people-sheet.ts';
import { fieldsOf } from '../service-form.ts';
import type { SignedIn } from './env.ts';
import { keeper } from './kept.ts';
import { readRows } from './read-sheet.ts';
import { addUnit, importUnits, moveUnit, previewUnits, renameUnit, setUnitClosed } from './units-manage.ts';

export const UNIT_FORM = ['deed', 'id', 'name', 'parent', 'check'] as const;
export type UnitForm = Readonly<Record<(typeof UNIT_FORM)[number], string>>;

export interface UnitForms {
  readonly form: UnitForm;
  /** By field of the form that was sent. */
  readonly mistakes: Readonly<Record<string, string>>;
  readonly problem: string | undefined;
  /** A sheet that was looked at. */
  readonly sheet?: { readonly check: string; readonly lines: readonly string[]; readonly issues: readonly string[] } | undefined;
}

export const untouchedUnits: UnitForms = { form: { deed: '', id: '', name: '', parent: '', check: '' }, mistakes: {}, problem: undefined };

const kept = keeper<readonly SheetRow[]>('units-import:', FILE_PROBLEMS.gone);

/** Does what the form asks for; the forms with their mistakes when the rules said no. */
export async function unitDeed(deps: Deps, actor: SignedIn, sent: FormData): Promise<{ readonly done: string } | UnitForms> {
  const form = fieldsOf(sent, UNIT_FORM);
  try {
    switch (form.deed) {
      case 'add':
        await addUnit(deps, actor, form);
        break;
      case 'rename':
        await renameUnit(deps, actor, form.id, form.name);
        break;
      case 'move':
        await moveUnit(deps, actor, form.id, form.parent);
        break;
      case 'close':
      case 'reopen':
        await setUnitClosed(deps, actor, form.id, form.deed === 'close');
        break;
      case 'sheet':
        return { ...untouchedUnits, form, sheet: await lookAt(deps, actor, sent.get('file')) };
      case 'apply':
        await importUnits(deps, actor, await kept.kept(deps, deps.db, actor.id, form.check));
        await kept.drop(deps.db, form.check);
        break;
      default:
        return { ...untouchedUnits, problem: '没有这个操作，请从页面上的按钮办理。' };
    }
    return { done: form.deed };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const says = Object.values(error.fields ?? {});
    return { form, mistakes: error.fields ?? {}, problem: says.length > 0 ? `还没有保存：${says.join('；')}` : error.say };
  }
}

async function lookAt(deps: Deps, actor: SignedIn, file: FormDataEntryValue | null): Promise<UnitForms['sheet']> {
  if (!(file instanceof File) || file.size === 0) throw new Refusal('bad-input', undefined, { file: FILE_PROBLEMS['no-file'] });
  const rows = await readRows(new Uint8Array(await file.arrayBuffer()));
  const { units, issues } = await previewUnits(deps, actor, rows);
  const todo = units.filter((u) => u.does !== 'nothing');
  const lines = todo.map((u) => `第 ${u.row} 行：${u.does === 'add' ? '新建' : '移动'}“${u.name}”`);
  return { check: issues.length === 0 && todo.length > 0 ? await kept.keep(deps, actor.id, rows) : '', lines, issues };
}

/** What was done, for the page that comes after. */
export const UNITS_DONE: Record<string, string> = { add: '单位已新建。', rename: '名称已改。', move: '单位已移动，里面的人一起过去了。', close: '单位已停用：不再进人，历史记录不变。', reopen: '单位已恢复。', apply: '单位表已导入。' };
