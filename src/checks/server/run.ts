/** Reads everything from disk and runs all checks: what `desk check` and the build both say. */
import type { Day } from '../../kernel/day.ts';
import type { Issue } from '../../kernel/issue.ts';
import { filesBelow, loadLibrary, type LoadedLibrary } from '../../library/server/load.ts';
import { join } from 'node:path';
import { loadPlans } from '../../plans/server/load.ts';
import { loadQuizzes, type Quizzes } from '../../quiz/server/load.ts';
import { checkAll, inOrder } from '../all.ts';
import type { Material } from '../material.ts';

export interface CheckRun {
  /** All issues, in the order of files. */
  readonly issues: readonly Issue[];
  /** Those among them that a single file's schema found; `astro dev` says these itself. */
  readonly schemaIssues: readonly Issue[];
  /** Files read. */
  readonly files: number;
  /** The banks and papers that were read. */
  readonly quizzes: Quizzes;
}

/** Reads `content/` (unless it is handed in) and `quizzes/` below `root`; schema issues are those of the readers. */
export function loadMaterial(root: string, today: Day, library: LoadedLibrary = loadLibrary(root)): { material: Material; issues: readonly Issue[]; quizzes: Quizzes } {
  const quizzes = loadQuizzes(root);
  const plans = loadPlans(root);
  const material: Material = {
    today,
    library: library.library,
    banks: quizzes.quizzes.banks,
    papers: quizzes.quizzes.papers,
    plans: plans.files,
    sources: new Map([...library.sources, ...quizzes.sources, ...plans.sources]),
    addresses: addressesOf(root),
  };
  return { material, issues: [...library.issues, ...quizzes.issues, ...plans.issues], quizzes: quizzes.quizzes };
}

/** Reads and checks everything; `library`, when it has been read already. */
export function runChecks(root: string, today: Day, library?: LoadedLibrary): CheckRun {
  const { material, issues, quizzes } = loadMaterial(root, today, library);
  return { issues: inOrder([...issues, ...checkAll(material)]), schemaIssues: issues, files: material.sources.size, quizzes };
}

/** Addresses that do not come from content: routes without parameters, and public files. */
function addressesOf(root: string): Set<string> {
  const routes = filesBelow(join(root, 'src/pages'), '').filter((name) => /\.(astro|ts)$/.test(name) && !/[[\]]|(^|\/)_/.test(name));
  const pages = routes.map((name) => (name.endsWith('.astro') ? `/${name.replace(/(^|\/)index\.astro$/, '$1').replace(/\.astro$/, '/')}` : `/${name.replace(/\.ts$/, '')}`));
  return new Set(['/', ...pages, ...filesBelow(join(root, 'public'), '').map((name) => `/${name}`)]);
}
