import { relative, resolve } from 'node:path';
import { normalizePath } from 'vite';
import type { Plugin } from 'vite';
import { compiled, modelFiles, provideMachine, provideMachineMeanwhile } from './provide-machine.mjs';

/** Provides the compiled model before anything is built or served, and again when the development server sees it change. */
export function machine(provideMeanwhile: () => Promise<void> = provideMachineMeanwhile) {
  const address = normalizePath(resolve(compiled));
  let running = Promise.resolve();
  let changedAt: number | undefined;
  return {
    name: 'machine',
    buildStart() {
      provideMachine();
    },
    // What is sent to the page waits for this, so it never has the old machine code beside the new sources. When the model is
    // refused nothing is sent but the error, which Vite shows over the page.
    async hotUpdate({ file, modules, timestamp }) {
      if (!modelFiles().includes(normalizePath(relative('.', file)))) return undefined;
      // Page and server are told of the same change one after the other.
      if (timestamp !== changedAt) running = running.catch(() => undefined).then(provideMeanwhile);
      changedAt = timestamp;
      const { moduleGraph } = this.environment;
      const old = [...(moduleGraph.getModulesByFile(address) ?? [])];
      for (const module of old) moduleGraph.invalidateModule(module);
      await running;
      return [...modules, ...old];
    },
    // A page that is loaded again meanwhile waits too, and after a refusal is told of it again.
    async load(id) {
      if (id === address) await running;
      return undefined;
    },
  } satisfies Plugin;
}
