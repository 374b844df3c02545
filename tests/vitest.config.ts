import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Unit tests stand beside the rules; journeys run once on each engine. */
export default defineConfig({
  test: {
    projects: [
      { root, test: { name: 'unit', include: ['src/**/*.test.ts', 'tests/*.test.ts', 'tests/support/*.test.ts'] } },
      { root, test: { name: 'leak', include: ['tests/leak/**/*.test.ts'] } },
      { root, test: { name: 'journeys-sqlite', include: ['tests/journeys/**/*.test.ts'], env: { PUFA_ENGINE: 'sqlite' } } },
      {
        root,
        test: {
          name: 'journeys-postgres',
          include: ['tests/journeys/**/*.test.ts'],
          env: { PUFA_ENGINE: 'postgres' },
          globalSetup: ['tests/support/postgres-server.ts'],
        },
      },
    ],
  },
});
