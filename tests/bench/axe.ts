/**
 * `node tests/bench/axe.ts [part of a path | rooms]`: every address of the site map and every kind of room
 * that links lead the demonstration's people to, in every dress, all rules of axe, at 320, 390 and
 * 1280 px. Limit: nothing is found. Against the built site (BUILD_DIR or dist).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { demoAccounts } from '../../src/desk/demo-accounts.ts';
import { signIn } from '../browser/kit.ts';
import { findChromium } from '../support/chromium.ts';
import { bar, sitePaths } from '../support/crawl.ts';
import { faultsOf, walkRooms } from '../support/look.ts';

const AT_ONCE = 2;
const MORE = ['/search/?q=%E8%AF%95%E7%94%A8%E6%9C%9F', '/search/?q=zzzz', '/login/', '/nothing-here/', '/feedback/', '/leave/?to=x', '/qa/print/', '/qa/wages/print/', '/constitution/paper/'];

const only = process.argv[2] ?? '';
const probe = createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const { port } = probe.address() as AddressInfo;
probe.close();
const server = spawn(process.execPath, ['tests/browser/serve.ts'], { cwd: join(import.meta.dirname, '../..'), env: { ...process.env, PORT: String(port), HOST: '127.0.0.1' }, stdio: ['ignore', 'pipe', 'inherit'] });
await new Promise<void>((resolve, reject) => {
  server.stdout.on('data', (chunk: Buffer) => String(chunk).includes(String(port)) && resolve());
  server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
});

const baseURL = `http://127.0.0.1:${port}`;
const { executablePath, env, args } = await findChromium();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), env, args });
const open = async () => (await browser.newContext({ baseURL, reducedMotion: 'reduce', serviceWorkers: 'block' })).newPage();
const found: string[] = [];
const paths = [...(await sitePaths(port)), ...MORE].filter((path) => path.includes(only));
const left = [...paths];
const show = bar('public pages', paths.length);
let done = 0;
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    const page = await open();
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      await page.goto(path);
      found.push(...(await faultsOf(page, path, { thorough: true })));
      show(++done);
    }
  }),
);

let rooms = 0;
const people = only === '' || only === 'rooms' ? demoAccounts.filter(({ who }) => !who.includes('锁定')) : [];
const showPeople = bar('people', people.length);
for (const [i, { staffNo }] of people.entries()) {
  const page = await open();
  await signIn(page, staffNo);
  await walkRooms(page, ['/learn/', '/admin/', '/desk/'], async (url) => {
    rooms++;
    found.push(...(await faultsOf(page, `${staffNo} ${url.pathname}${url.search}`, { thorough: true })));
  });
  await page.context().close();
  showPeople(i + 1);
}
await browser.close();
server.kill('SIGTERM');
await once(server, 'exit');
for (const line of found) console.log(line);
console.log(`${paths.length} public addresses and ${rooms} rooms of ${people.length} people, five dresses each: ${found.length} faults (limit 0)`);
process.exit(found.length > 0 ? 1 : 0);
