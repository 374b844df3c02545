import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
// A hanging test ends; a slow machine does not make one fail.
const patience = { testTimeout: 60_000, hookTimeout: 120_000 };

/** Unit tests stand beside the rules; journeys run once on each engine. */
export default defineConfig({
  test: {
    projects: [
      { root, test: { ...patience, name: 'unit', include: ['src/**/*.test.ts', 'tests/*.test.ts', 'tests/support/*.test.ts'] } },
      { root, test: { ...patience, name: 'base', include: ['tests/base/**/*.test.ts'] } },
      { root, test: { ...patience, name: 'leak', include: ['tests/leak/**/*.test.ts'] } },
      { root, test: { ...patience, name: 'journeys-sqlite', include: ['tests/journeys/**/*.test.ts'], env: { PUFA_ENGINE: 'sqlite' } } },
      {
        root,
        test: {
          ...patience,
          name: 'journeys-postgres',
          include: ['tests/journeys/**/*.test.ts'],
          env: { PUFA_ENGINE: 'postgres' },
          globalSetup: ['tests/support/postgres-server.ts'],
        },
      },
    ],
  },
});
