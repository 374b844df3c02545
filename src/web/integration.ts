/** What pufa adds to Astro: the checks before a build and beside `astro dev`. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, AstroIntegrationLogger } from 'astro';
import { runChecks } from '../checks/server/run.ts';
import { dayOf } from '../kernel/day.ts';
import { formatIssue } from '../kernel/issue.ts';
import { handOver } from '../library/handed.ts';
import { makeBooklet, type MadeBooklet } from '../library/server/booklet/make.ts';
import { devSearch } from '../search/server/dev.ts';
import { startContent, type Content } from './content.ts';
import { onEveryCore } from './prerender.ts';
import type { Written } from './prerender-thread.ts';
import { nameBuild, workerPlugin } from './worker.ts';

const today = () => dayOf(process.env.PUFA_NOW ? Date.parse(process.env.PUFA_NOW) : Date.now());

export function pufa(): AstroIntegration {
  let content: Content | undefined;
  let booklet: Promise<MadeBooklet | undefined> | undefined;
  let search: Promise<unknown> | undefined;
  const written = new Map<string, string>();
  let places = { root: '', folder: '', client: '', home: '' };
  return {
    name: 'pufa',
    hooks: {
      'astro:config:setup': ({ command, config, injectRoute, injectScript, addMiddleware, updateConfig }) => {
        // The frame (src/ui) may not know the search; this puts its small part on every page.
        injectScript('page', `import '#ui/start.ts';import '#search/ui/search-box.ts';`);
        updateConfig({ vite: { plugins: [workerPlugin()] } });
        if (command === 'dev') {
          // The API has no slash at the end of its addresses; the development server would refuse them.
          updateConfig({ trailingSlash: 'ignore' });
          injectRoute({ pattern: '/api/[...path]', entrypoint: new URL('./dev/api.ts', import.meta.url), prerender: false });
          addMiddleware({ order: 'pre', entrypoint: new URL('./dev/middleware.ts', import.meta.url) });
        }
        if (command !== 'build') return;
        addMiddleware({ order: 'pre', entrypoint: new URL('./page-faults.ts', import.meta.url) });
        content = startContent({ root: fileURLToPath(config.root), today: today() });
        handOver(content.library);
      },
      'astro:config:done': ({ config }) => {
        const home = new URL(config.base, config.site ?? `http://localhost:${config.server.port}`).href.replace(/\/$/, '');
        places = { root: fileURLToPath(config.root), folder: fileURLToPath(new URL('.prerender', config.build.server)), client: config.build.client.href, home };
      },
      // The last moment before the old site is cleared away: nothing is built from content that is wrong.
      'astro:build:start': async ({ setPrerenderer, logger }) => {
        if (!content) return;
        const { checked, library, packed, writeSearch } = content;
        const { files, errors, summary, questions } = await checked;
        logger.info(summary);
        if (errors.length > 0) {
          // A stack trace would hide the one thing an editor needs: the place and the cure.
          process.stderr.write(`\n内容有误，没有生成网站：\n\n${errors.join('\n')}\n\n`);
          process.exit(1);
        }
        // It is set while the pages are made; the page that links to it waits for its facts.
        booklet = makeBooklet(places.root, await library);
        booklet.catch(() => {});
        Object.assign(globalThis, { [Symbol.for('pufa.booklet')]: booklet });
        const build = { ...places, library: await packed, questions, booklet, pages: files, progress: keepAndSay(written, logger) };
        setPrerenderer((own) => {
          // The old site is gone by now.
          search = writeSearch(fileURLToPath(places.client));
          return onEveryCore(own, build);
        });
      },
      // Whoever brings a prerenderer has to name Astro's bundle of pages himself.
      'astro:build:setup': ({ target, updateConfig }) => {
        if (target === 'server') updateConfig({ environments: { prerender: { build: { rolldownOptions: { input: fileURLToPath(new URL('./prerender-entry.ts', import.meta.url)) } } } } });
      },
      'astro:build:done': async ({ dir, logger }) => {
        const made = await booklet;
        if (made) {
          mkdirSync(new URL('qa/', dir), { recursive: true });
          copyFileSync(made.file, new URL('qa/booklet.pdf', dir));
          logger.info(`《企业劳动用工问答》印制本：${made.pages} 页，${(made.bytes / 1e6).toFixed(1)} MB。`);
        }
        await search;
        nameBuild(fileURLToPath(dir).replace(/[\\/]$/, ''), written);
      },
      'astro:server:setup': ({ server, logger }) => {
        const root = server.config.root;
        let said = '';
        const report = () => {
          said = reportOnce(root, logger, said);
        };
        let contentChanged = false;
        server.middlewares.use(devSearch(root, server.config.base, () => contentChanged && !(contentChanged = false)));
        let timer: NodeJS.Timeout | undefined;
        server.watcher.add([`${root}/content`, `${root}/quizzes`]);
        server.watcher.on('all', (_event, path) => {
          if (!/\/(content|quizzes)\//.test(path.replaceAll('\\', '/'))) return;
          contentChanged = true;
          clearTimeout(timer);
          timer = setTimeout(report, 300);
        });
        report();
      },
    },
  };
}

/** Keeps the digests of written pages, and says about every second how far they are. */
function keepAndSay(written: Map<string, string>, logger: AstroIntegrationLogger): (batch: readonly Written[], all: number) => void {
  let saidAt = performance.now();
  return (batch, all) => {
    for (const [file, digest] of batch) written.set(file, digest);
    if (written.size < all && performance.now() - saidAt < 1000) return;
    saidAt = performance.now();
    logger.info(`已生成 ${written.size} / ${all} 页。`);
  };
}

/** Says what is wrong unless it was said before; what a schema finds in content/ the loaders say themselves. */
function reportOnce(root: string, logger: AstroIntegrationLogger, before: string): string {
  const run = runChecks(root, today());
  const own = run.issues.filter((issue) => issue.level === 'error' && !(run.schemaIssues.includes(issue) && issue.file.startsWith('content/')));
  const text = own.map(formatIssue).join('\n');
  if (text !== before) {
    if (text === '') logger.info('内容问题都改好了。');
    else logger.error(`\n${text}`);
  }
  return text;
}
