// Modules for Node as plain JavaScript. What one starts in a thread or a process is looked for beside it, by its name.
import { build } from 'vite';
import { provideMachine } from './provide-machine.mjs';

/**
 * Bundles modules that run in Node. Compiled together the model is twice as fast as file by file.
 * @param {Record<string, string>} input name of each module in `folder` (without .js), and its source
 * @param {string} folder emptied first
 * @param {{ readonly whole?: boolean }} [options] `whole`: packages are inside too, so that it runs without any
 */
export async function bundle(input, folder, { whole = false } = {}) {
  provideMachine();
  await build({
    configFile: false,
    logLevel: 'warn',
    ...(whole ? { ssr: { noExternal: true } } : {}),
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: true,
      copyPublicDir: false,
      rolldownOptions: {
        input,
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}
