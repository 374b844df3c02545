/**
 * A real Chromium for tests: CHROMIUM_PATH, the system's, the one inside the npm package
 * @sparticuz/chromium (with the libraries it carries), else Playwright's own download.
 * Chinese fonts come from npm too, so that no test looks at boxes.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Chromium, { inflate } from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright';

const packages = join(import.meta.dirname, '../../node_modules');
const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/** A fontconfig file that names the fonts of the npm packages beside the system's. */
function fontConfig(): string {
  const dir = join(tmpdir(), `pufa-fonts-${process.getuid?.() ?? 0}`);
  mkdirSync(join(dir, 'cache'), { recursive: true });
  const folders = ['noto-sans-sc', 'noto-serif-sc'].flatMap((name) => ['400Regular', '700Bold'].map((weight) => join(packages, '@expo-google-fonts', name, weight)));
  const file = join(dir, 'fonts.conf');
  const alias = (generic: string, family: string) => `<alias><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`;
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders.map((f) => `<dir>${f}</dir>`).join('')}<dir>/usr/share/fonts</dir><cachedir>${join(dir, 'cache')}</cachedir>${alias('sans-serif', 'Noto Sans SC')}${alias('system-ui', 'Noto Sans SC')}${alias('serif', 'Noto Serif SC')}</fontconfig>`,
  );
  return file;
}

export interface Browser {
  readonly executablePath: string | undefined;
  readonly env: Record<string, string>;
  readonly args: string[];
}

/** Where the browser is and how to start it. */
export async function findChromium(): Promise<Browser> {
  const env = { ...(process.env as Record<string, string>), FONTCONFIG_FILE: fontConfig() };
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none'];
  const named = process.env.CHROMIUM_PATH;
  if (named && named !== 'npm') return { executablePath: named, env, args };
  const system = named === 'npm' ? undefined : SYSTEM.find((path) => existsSync(path));
  if (system) return { executablePath: system, env, args };
  if (process.platform === 'linux' && process.arch === 'x64') {
    const executablePath = await Chromium.executablePath();
    const libraries = await inflate(join(packages, '@sparticuz/chromium/bin/al2023.tar.br'));
    return { executablePath, env: { ...env, LD_LIBRARY_PATH: [process.env.LD_LIBRARY_PATH, join(libraries, 'lib')].filter(Boolean).join(':') }, args };
  }
  if (existsSync(playwright.executablePath())) return { executablePath: undefined, env, args };
  throw new Error('No Chromium: set CHROMIUM_PATH, install chromium, or run npx playwright install chromium');
}
