/** The fast unit tests of mechanisms and metrics alone: what a mutant has to get past. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'mutation',
    environment: 'node',
    include: ['tests/mechanisms/**/*.test.ts', 'tests/metrics/**/*.test.ts'],
    testTimeout: 20_000,
  },
});
