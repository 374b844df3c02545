import node from '@astrojs/node';
import react from '@astrojs/react';
import { createHash } from 'node:crypto';
import { defineConfig } from 'astro/config';
import { PREFERENCES_SCRIPT } from './src/ui/preferences.ts';
import { pufa } from './src/web/integration.ts';

// The one inline script: reader's preferences, before anything is drawn.
const preferences = `sha256-${createHash('sha256').update(PREFERENCES_SCRIPT).digest('base64')}`;

// BUILD_DIR lets two builds of one checkout live side by side (tests, benchmarks).
const outDir = process.env.BUILD_DIR ?? './dist';

// Written into pages (canonical address, shared links). Without it pages leave these out; feeds take the host of the request.
const site = process.env.SITE_URL || process.env.PUBLIC_URL;

export default defineConfig({
  ...(site ? { site } : {}),
  base: process.env.BASE_PATH || '/',
  outDir,
  cacheDir: process.env.BUILD_DIR ? `${process.env.BUILD_DIR}.cache` : './node_modules/.astro',
  trailingSlash: 'always',
  output: 'static',
  adapter: node({ mode: 'middleware' }),
  integrations: [react(), pufa()],
  // The session table of ours is the only one; origins are compared by src/web at run time.
  session: false,
  security: { checkOrigin: false, csp: { scriptDirective: { hashes: [preferences] } } },
  devToolbar: { enabled: false },
  build: { inlineStylesheets: 'auto' },
  vite: {
    build: { assetsInlineLimit: 0 },
    // What nearly every script needs, as one file: each file more costs a first visit half a kilobyte.
    environments: { client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', test: /preload-helper|src\/ui\/href\.ts/ }] } } } } } },
  },
});
