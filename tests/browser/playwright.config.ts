/** Real-browser tests against the real server over a freshly seeded demonstration. */
import { defineConfig } from 'playwright/test';
import { findChromium } from '../support/chromium.ts';

const port = process.env.PUFA_TEST_PORT ?? '4390';
const { executablePath, env, args } = await findChromium();

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../../test-results/browser',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 45_000,
  forbidOnly: true,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : 'list',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    launchOptions: { executablePath, env, args },
    trace: 'retain-on-failure',
  },
  webServer: {
    command: `"${process.execPath}" tests/browser/serve.ts`,
    cwd: new URL('../..', import.meta.url).pathname,
    url: `http://127.0.0.1:${port}/api/health`,
    env: { PORT: port },
    timeout: 60_000,
    // For writing tests: start the server yourself on PUFA_TEST_PORT.
    reuseExistingServer: process.env.PUFA_TEST_REUSE === '1',
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 8_000 },
  },
});
