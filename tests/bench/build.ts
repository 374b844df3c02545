/**
 * Build time at 2,000 generated pages, beside plain Astro (glob loader, its own Markdown, one
 * layout) on the same Markdown in the same run, each with its peak memory:
 *
 *     node tests/bench/build.ts [pages] [runs]
 *
 * pufa checks every page across files, sets margin notes, builds the search and the register
 * of laws besides; its laws and other rooms are the real ones. Everything lies in a folder of
 * its own and is removed at the end; a build that takes ten minutes is stopped.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow } from '#library/server/load.ts';

const root = join(import.meta.dirname, '../..');
const originals = filesBelow(join(root, 'content/qa'), '.md').map((name) => ({ name, text: readFileSync(join(root, 'content/qa', name), 'utf8') }));
/** The real pages refer to one another: they are always among those that are built. */
const pages = Math.min(10_000, Math.max(originals.length, Number(process.argv[2] ?? 2000)));
const runs = Math.min(5, Math.max(1, Number(process.argv[3] ?? 1)));
const LONGEST_MS = 600_000;

const dir = mkdtempSync(join(tmpdir(), 'pufa-build-'));
const clean = () => rmSync(dir, { recursive: true, force: true });
process.once('exit', clean);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** Real pages over and over, each with a title, an order and phrasings of its own. */
function generate(to: string): void {
  for (const { name, text } of originals) write(join(to, name), text);
  for (let i = originals.length; i < pages; i++) {
    const { name, text } = originals[i % originals.length] ?? { name: '', text: '' };
    const [front = '', ...body] = text.slice(4).split('\n---\n');
    const own = front
      .replace(/^title: .*$/m, `title: 第 ${i} 问：加班与工资怎么算？`)
      .replace(/^order: .*$/m, `order: ${1000 + i}`)
      .replace(/^ {2}- (?!\{)(.*)$/gm, `  - $1（${i}）`);
    write(join(to, name.replace(/[^/]*$/, `generated-${i}.md`)), `---\n${own}\n---\n${body.join('\n---\n')}`);
  }
}

function write(path: string, text: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}

function makePufa(): string {
  const project = join(dir, 'pufa');
  mkdirSync(project);
  for (const name of ['src', 'public', 'quizzes', 'content', 'package.json', 'tsconfig.json', 'astro.config.mjs']) cpSync(join(root, name), join(project, name), { recursive: true });
  rmSync(join(project, 'content/qa'), { recursive: true });
  generate(join(project, 'content/qa'));
  return project;
}

function makePlain(): string {
  const project = join(dir, 'plain');
  generate(join(project, 'content'));
  write(join(project, 'package.json'), '{"type":"module"}');
  write(join(project, 'astro.config.mjs'), 'export default {};\n');
  write(
    join(project, 'src/content.config.ts'),
    "import { defineCollection } from 'astro:content';\nimport { glob } from 'astro/loaders';\nexport const collections = { pages: defineCollection({ loader: glob({ base: './content', pattern: '**/*.md' }) }) };\n",
  );
  write(join(project, 'src/Layout.astro'), '---\nconst { title } = Astro.props;\n---\n<!doctype html><html lang="zh-CN"><head><meta charset="utf-8" /><title>{title}</title></head><body><main><h1>{title}</h1><slot /></main></body></html>\n');
  write(
    join(project, 'src/pages/[...id].astro'),
    "---\nimport { getCollection, render } from 'astro:content';\nimport Layout from '../Layout.astro';\nexport async function getStaticPaths() {\n  return (await getCollection('pages')).map((entry) => ({ params: { id: entry.id }, props: { entry } }));\n}\nconst { entry } = Astro.props;\nconst { Content } = await render(entry);\n---\n<Layout title={entry.data.title}><Content /></Layout>\n",
  );
  return project;
}

interface Built {
  readonly seconds: number;
  readonly megabytes: number;
  readonly files: number;
}

/** Builds once from nothing. Throws with the build's own words when it fails. */
async function build(name: string, project: string, client: string, run: number): Promise<Built> {
  // Moved aside: after files were removed, a file system may for minutes take several times as long to make new ones.
  // What Astro keeps for the next build goes too: with it plain Astro would not read its Markdown again.
  for (const old of ['dist', '.astro', 'node_modules']) if (existsSync(join(project, old))) renameSync(join(project, old), join(dir, `old-${name}-${old}-${run}`));
  const memory = join(dir, 'memory');
  const watch = `import { writeFileSync } from 'node:fs'; process.on('exit', () => writeFileSync(${JSON.stringify(memory)}, String(process.resourceUsage().maxRSS)));`;
  const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production', PUFA_NOW: '2026-11-27T09:00:00+08:00', NODE_OPTIONS: '' };
  delete (env as Record<string, string | undefined>).BUILD_DIR;
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(watch)}`, join(root, 'node_modules/astro/bin/astro.mjs'), 'build'], { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  const tick = setInterval(() => process.stderr.write(`\r${name}: ${Math.round((performance.now() - start) / 1000)} s `), 1000);
  const stop = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(tick);
  clearTimeout(stop);
  process.stderr.write('\r');
  if (code !== 0) throw new Error(`${name} did not build (${code ?? 'stopped'}):\n${said}`);
  const seconds = (performance.now() - start) / 1000;
  const files = readdirSync(join(project, client), { recursive: true }).filter((path) => String(path).endsWith('.html')).length;
  return { seconds, megabytes: Number(readFileSync(memory, 'utf8')) / 1024, files };
}

symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
const projects = [
  ['plain Astro', makePlain(), 'dist'],
  ['pufa', makePufa(), 'dist/client'],
] as const;
const best = new Map<string, Built>();
for (let run = 1; run <= runs; run++) {
  for (const [name, project, client] of projects) {
    const built = await build(name, project, client, run);
    console.log(`${name}, run ${run} of ${runs}: ${built.seconds.toFixed(1)} s, peak ${Math.round(built.megabytes)} MB, ${built.files} pages`);
    const before = best.get(name);
    if (!before || built.seconds < before.seconds) best.set(name, built);
  }
}
const [plain, pufa] = projects.map(([name]) => best.get(name));
if (plain && pufa) {
  const each = (b: Built) => (b.seconds * 1000) / b.files;
  console.log(`pufa / plain Astro at ${pages} pages: time ×${(pufa.seconds / plain.seconds).toFixed(2)}, memory ×${(pufa.megabytes / plain.megabytes).toFixed(2)}; ${each(pufa).toFixed(1)} ms a page beside ${each(plain).toFixed(1)} ms`);
}
