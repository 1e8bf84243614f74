import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { transformWithOxc } from 'vite';
import type { Plugin } from 'vite';
import type { Precache } from '../src/offline/precache.ts';

const source = 'src/offline/service-worker.ts';

/**
 * Writes service-worker.js beside the built page: the worker's own code behind the list of all files of the build. It
 * stands outside the bundle since its name may not change and it may import nothing.
 */
export function offline(): Plugin {
  let publicFolder = '';
  return {
    name: 'offline',
    apply: 'build',
    configResolved: ({ publicDir }) => {
      publicFolder = publicDir;
    },
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const built = Object.values(bundle)
          .filter(({ fileName }) => !fileName.endsWith('.map'))
          .map((file) => ({
            path: file.fileName,
            content: file.type === 'asset' ? file.source : file.code,
          }));
        const copied = filesIn(publicFolder).map((path) => ({
          path,
          content: readFileSync(join(publicFolder, path)),
        }));
        const { code } = await transformWithOxc(readFileSync(source, 'utf8'), source);
        const precache = precacheOf([...built, ...copied, { path: '', content: code }]);
        this.emitFile({
          type: 'asset',
          fileName: 'service-worker.js',
          source: `const precache = ${JSON.stringify(precache)};\n${code.replace(/^export\s*\{\s*\};?$/m, '')}`,
        });
      },
    },
  };
}

function precacheOf(files: readonly { path: string; content: string | Uint8Array }[]): Precache {
  const hash = createHash('sha256');
  const sorted = files.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  for (const { path, content } of sorted) hash.update(path).update('\0').update(content);
  return {
    version: hash.digest('hex').slice(0, 16),
    files: sorted.map(({ path }) => path).filter((path) => path !== ''),
  };
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => path.replaceAll('\\', '/'));
  } catch {
    return [];
  }
}
