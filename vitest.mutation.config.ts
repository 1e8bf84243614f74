/**
 * The fast unit tests of mechanisms and metrics alone: what a mutant has to get past. Mutants are of the TypeScript, so the
 * model is lived as such: a machine compiled before would live on unharmed.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: [
      {
        find: /^\.\/machine\/compiled\.ts$/,
        replacement: fileURLToPath(new URL('./tests/support/nothing-compiled.ts', import.meta.url)),
      },
    ],
  },
  test: {
    name: 'mutation',
    environment: 'node',
    include: ['tests/mechanisms/**/*.test.ts', 'tests/metrics/**/*.test.ts'],
    testTimeout: 20_000,
  },
});
