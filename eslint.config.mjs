/**
 * Lint with the import walls of src/README.md: subjects in one order, three rooms in each.
 * The zones are generated from the one array; .astro files are read too.
 */
import js from '@eslint/js';
import astro from 'eslint-plugin-astro';
import { importX } from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** A subject imports only those before it. */
const ORDER = ['kernel', 'ui', 'db', 'accounts', 'credits', 'notices', 'library', 'calculators', 'quiz', 'exams', 'plans', 'activities', 'closing', 'reports', 'search', 'checks', 'desk', 'web', 'pages'];

const TESTS = '**/*.test.ts';

const order = ORDER.map((subject, i) => ({
  target: `./src/${subject}`,
  from: ORDER.slice(i + 1).map((later) => `./src/${later}`),
  message: `${subject} comes before it in the order of src/README.md.`,
})).filter((zone) => zone.from.length > 0);

const rooms = [{ target: './src/*/server/**/*', from: './src/*/ui/**/*', message: 'server/ never imports ui/.' }];

/** Rules rooms: the files directly in a subject's folder. */
const RULES = ORDER.filter((s) => !['kernel', 'db', 'web', 'pages', 'ui', 'desk'].includes(s)).flatMap((s) => [`src/${s}/*.ts`, `src/${s}/kinds/*.ts`, `src/${s}/formats/*.ts`]);

const noNode = { group: ['node:*', 'astro:*', 'astro', 'kysely', 'better-sqlite3', 'pg', '**/server/**', '**/db/**', '#db/*', '**/ui/**'], message: 'Rules import rules and kernel only.' };

export default defineConfig(
  { ignores: ['dist/**', 'data/**', 'node_modules/**', '.astro/**', '.boot/**', 'test-results/**'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...astro.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mjs,astro}'],
    plugins: { 'import-x': importX, 'react-hooks': reactHooks },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()], 'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'], 'astro-eslint-parser': ['.astro'] } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: [...order, ...rooms] }],
      'no-undef': 'off',
      // The full-width space is a Chinese sign like any other.
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipRegExps: true, skipJSXText: true, skipComments: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  {
    files: RULES,
    ignores: [TESTS],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: [noNode] }],
      'no-restricted-properties': ['error', { object: 'Date', property: 'now' }, { object: 'Math', property: 'random' }],
    },
  },
  {
    files: ['src/*/ui/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: [{ group: ['node:*', '**/server/**', '**/db/**', '#db/*', 'kysely', 'better-sqlite3', 'pg'], allowTypeImports: true, message: 'ui/ never imports server/, db/ or node: (only `import type` of its own routes).' }] },
      ],
    },
  },
  { files: ['src/desk/**', 'src/boot.mjs', 'tests/**'], rules: { 'no-console': 'off' } },
);
