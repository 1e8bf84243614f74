import { relative } from 'node:path';
import type { Plugin } from 'vite';
import { modelFiles, provideKernel, provideKernelMeanwhile } from './provide-kernel.mjs';

/** Provides the compiled model before anything is built or served, and again when the development server sees it change. */
export function kernel(): Plugin {
  let running = Promise.resolve();
  return {
    name: 'kernel',
    buildStart() {
      provideKernel();
    },
    // What is sent to the page waits for this, so it never has the old machine code beside the new sources.
    async hotUpdate({ file }) {
      if (!modelFiles().includes(relative('.', file).replaceAll('\\', '/'))) return;
      running = running.then(provideKernelMeanwhile).catch((error: unknown) => {
        this.environment.logger.error(error instanceof Error ? error.message : String(error));
      });
      await running;
    },
  };
}
