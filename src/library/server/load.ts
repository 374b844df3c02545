/** Reads the whole of `content/`: every entry, law and topic, with positions kept for the checks. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../../kernel/issue.ts';
import {
  calculatorSchema,
  constitutionSchema,
  lawSchema,
  qaSchema,
  safetySchema,
  siteSchema,
  topicSchema,
  type AnyEntry,
  type CalculatorEntry,
  type ConstitutionEntry,
  type Law,
  type Library,
  type QaEntry,
  type SafetyEntry,
  type Site,
  type Topic,
} from '../schema.ts';
import { rateTableSchema, type RateTable } from '../schema-rates.ts';
import { figureSchema, kitSchema, leafletSchema, weekSchema, type Figure, type Kit, type Leaflet, type Week } from '../schema-rooms.ts';
import { readMarkdown, readYaml, type Locate } from './read.ts';

/** Where a thing came from: for messages that point into the file. */
export interface Source {
  readonly file: string;
  readonly at: Locate;
}

export interface LoadedLibrary {
  readonly library: Library;
  /** What broke a schema; such files are missing from `library`. */
  readonly issues: readonly Issue[];
  /** By id: `qa/ending/resignation`, `laws/labour-law`, `topics/signing`, `weeks/2026`, `site`. */
  readonly sources: ReadonlyMap<string, Source>;
  /** Slugs of files that broke the schema, so that other checks do not call them missing. */
  readonly broken: ReadonlySet<string>;
}

/** Files below `folder` with the ending, sorted, as paths relative to it with forward slashes. */
export function filesBelow(folder: string, ending: string): string[] {
  const out: string[] = [];
  const walk = (dir: string, prefix: string): void => {
    let names: string[];
    try {
      names = readdirSync(dir).sort();
    } catch {
      return;
    }
    for (const name of names) {
      if (name.startsWith('.')) continue;
      const path = join(dir, name);
      if (statSync(path).isDirectory()) walk(path, `${prefix}${name}/`);
      else if (name.endsWith(ending)) out.push(prefix + name);
    }
  };
  walk(folder, '');
  return out;
}

/** Kinds of entry by the folder they live in. */
const ENTRY_KINDS = { qa: qaSchema, constitution: constitutionSchema, safety: safetySchema, calculators: calculatorSchema } as const;
export type EntryKind = keyof typeof ENTRY_KINDS;

/** Reads one entry's file. `path` is relative to the project, `content/qa/…md`. */
export function loadEntry(kind: EntryKind, path: string, text: string): { entry: AnyEntry | undefined; issues: readonly Issue[]; at: Locate } {
  const read = readMarkdown(path, text, ENTRY_KINDS[kind]);
  const id = path.replace(/^content\//, '').replace(/\.md$/, '');
  const entry = read.value && ({ id, data: read.value, body: read.body, bodyLine: read.bodyLine } as AnyEntry);
  return { entry, issues: read.issues, at: read.at };
}

/** Reads everything below `root/content`. Never throws for what an editor can get wrong. */
export function loadLibrary(root: string): LoadedLibrary {
  const issues: Issue[] = [];
  const sources = new Map<string, Source>();
  const broken = new Set<string>();

  const entries = <E extends AnyEntry>(kind: EntryKind): E[] =>
    filesBelow(join(root, 'content', kind), '.md').flatMap((name) => {
      const file = `content/${kind}/${name}`;
      const { entry, issues: found, at } = loadEntry(kind, file, readFileSync(join(root, file), 'utf8'));
      issues.push(...found);
      const id = `${kind}/${name.replace(/\.md$/, '')}`;
      sources.set(id, { file, at });
      if (!entry) broken.add(id);
      return entry ? [entry as E] : [];
    });

  const records = <T>(folder: string, read: (file: string, text: string) => { value: T | undefined; issues: readonly Issue[]; at: Locate }): (T & { id: string })[] =>
    filesBelow(join(root, 'content', folder), '.yaml').flatMap((name) => {
      const file = `content/${folder}/${name}`;
      const outcome = read(file, readFileSync(join(root, file), 'utf8'));
      issues.push(...outcome.issues);
      const id = name.replace(/\.yaml$/, '');
      sources.set(`${folder}/${id}`, { file, at: outcome.at });
      if (!outcome.value) broken.add(`${folder}/${id}`);
      return outcome.value ? [{ ...outcome.value, id }] : [];
    });

  const qa = entries<QaEntry>('qa');
  const constitution = entries<ConstitutionEntry>('constitution');
  const safety = entries<SafetyEntry>('safety');
  const calculators = entries<CalculatorEntry>('calculators');
  const rates: RateTable[] = records('rates', (file, text) => readYaml(file, text, rateTableSchema));
  const laws: Law[] = records('laws', (file, text) => readYaml(file, text, lawSchema));
  const topics: Topic[] = records('topics', (file, text) => readYaml(file, text, topicSchema));
  const weeks: Week[] = records('weeks', (file, text) => readYaml(file, text, weekSchema));
  const figures: Figure[] = records('figures', (file, text) => readYaml(file, text, figureSchema));
  const kits: Kit[] = records('kits', (file, text) => readYaml(file, text, kitSchema));
  const leaflets: Leaflet[] = records('leaflets', (file, text) => readYaml(file, text, leafletSchema));
  leaflets.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));

  let site: Site | undefined;
  const siteFile = 'content/site.yaml';
  try {
    const outcome = readYaml(siteFile, readFileSync(join(root, siteFile), 'utf8'), siteSchema);
    site = outcome.value;
    issues.push(...outcome.issues);
    sources.set('site', { file: siteFile, at: outcome.at });
  } catch {
    issues.push({ code: 'file-missing', level: 'error', file: siteFile, line: 1, column: 1, message: '缺少网站信息文件。', hint: '照编辑手册新建 content/site.yaml' });
  }

  topics.sort((a, b) => a.chapter - b.chapter);
  const byOrder = (a: AnyEntry, b: AnyEntry) => a.data.order - b.data.order || (a.id < b.id ? -1 : 1);
  const chapter = new Map(topics.map((t) => [t.id, t.chapter]));
  const topicOf = (e: QaEntry) => chapter.get(e.id.split('/')[1] ?? '') ?? 999;
  qa.sort((a, b) => topicOf(a) - topicOf(b) || byOrder(a, b));
  constitution.sort(byOrder);
  safety.sort(byOrder);
  calculators.sort(byOrder);
  return { library: { site, topics, laws, qa, constitution, safety, calculators, rates, weeks, figures, kits, leaflets }, issues, sources, broken };
}
