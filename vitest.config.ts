import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { mergeConfig } from 'vite';
import { defineConfig } from 'vitest/config';
import { bundledKernel } from './tests/support/bundled-kernel.ts';
import { chromiumFlags, findChromium } from './tools/chromium.mjs';
import viteConfig from './vite.config.ts';

const executablePath = findChromium();

export default mergeConfig(
  viteConfig,
  defineConfig({
    test: {
      allowOnly: false,
      // Vitest leaves one core idle, which on two cores is half of them.
      maxWorkers: availableParallelism(),
      projects: [
        {
          extends: true,
          plugins: [bundledKernel()],
          test: {
            name: 'unit',
            environment: 'node',
            // Files share what they import: nothing under test keeps state between them, and loading it costs half a minute.
            isolate: false,
            include: ['tests/**/*.test.ts'],
            exclude: ['tests/statistical/**', 'tests/chromium/**', 'tests/browser/**'],
            globalSetup: ['tests/support/bundle-lab.ts', 'tests/support/bundle-threads.ts'],
            testTimeout: 120_000,
          },
        },
        {
          extends: true,
          plugins: [bundledKernel()],
          test: {
            name: 'statistical',
            environment: 'node',
            isolate: false,
            include: ['tests/statistical/**/*.test.ts'],
            testTimeout: 120_000,
          },
        },
        {
          // The kernel inside a real Chromium.
          extends: true,
          // Bundled before the first test: found later, each would reload the page in the middle of a run.
          optimizeDeps: { include: ['comlink', 'fast-check', 'seedrandom', 'zod'] },
          test: {
            name: 'chromium',
            include: ['tests/chromium/**/*.test.ts'],
            testTimeout: 60_000,
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              provider: playwright({
                launchOptions: {
                  args: [...chromiumFlags],
                  ...(executablePath === undefined ? {} : { executablePath }),
                },
              }),
              instances: [{ browser: 'chromium' }],
            },
          },
        },
        {
          // The built app in dist/, driven from Node through a real Chromium.
          extends: true,
          test: {
            name: 'app',
            environment: 'node',
            include: ['tests/browser/**/*.test.ts'],
            globalSetup: ['tests/support/serve-dist.ts', 'tests/support/bundle-lab.ts'],
            testTimeout: 60_000,
            hookTimeout: 60_000,
          },
        },
      ],
    },
  }),
);
