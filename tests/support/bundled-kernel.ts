import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Plugin } from 'vite';

const entry = fileURLToPath(new URL('../../simulations/replication.ts', import.meta.url));

/**
 * Gives tests the model as one module, as the built app and the command line have it. Vitest makes every name that crosses from
 * one module to another a look-up, and the model's months cross many: as separate modules it is four times slower.
 */
export function bundledKernel(): Plugin {
  return {
    name: 'bundled-kernel',
    enforce: 'pre',
    load: async (id) => (id === entry ? await bundle() : undefined),
  };
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: { ssr: entry, write: false, target: 'node20', minify: false },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!('output' in output)) throw new Error('the model was not bundled');
  return output.output[0].code;
}
