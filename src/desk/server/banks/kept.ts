/** A bank file that was uploaded and checked, waiting to be confirmed. */
import { keeper } from '../../../accounts/server/kept.ts';
import type { Defaults } from '../../../quiz/formats/plan.ts';
import type { Checked } from './check.ts';

export interface KeptImport {
  readonly fileName: string;
  readonly defaults: Defaults;
  /** Without the text to be written: it is made again and compared by hash. */
  readonly checked: Omit<Checked, 'text'>;
  /** Whether there is anything to write. */
  readonly ready: boolean;
}

export const keptImports = keeper<KeptImport>('bank-import:', '这份文件已经导入，或者放得太久了。请重新上传。');
