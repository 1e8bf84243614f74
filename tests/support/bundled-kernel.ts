import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { bundle } from '../../tools/bundle.mjs';

const entry = fileURLToPath(new URL('../../simulations/replication.ts', import.meta.url));

/**
 * Gives tests the model as one module, as the built app and the command line have it. Vitest makes every name that crosses from
 * one module to another a look-up, and the model's months cross many: as separate modules it is four times slower.
 */
export function bundledKernel(): Plugin {
  return {
    name: 'bundled-kernel',
    enforce: 'pre',
    load: async (id) => (id === entry ? await asOneModule() : undefined),
  };
}

async function asOneModule(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cohort-lab-kernel-'));
  try {
    await bundle({ kernel: entry }, folder, { whole: true });
    return await readFile(join(folder, 'kernel.js'), 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
