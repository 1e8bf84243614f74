// A small project under the house's own rules, for planting violations of them.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** What decides how the tools judge a file. */
const rules = [
  'package.json',
  'tsconfig.json',
  ...['simulations', 'scenarios', 'workers', 'src', 'tests'].map((folder) => `${folder}/tsconfig.json`),
  'eslint.config.js',
  '.oxlintrc.json',
  'svelte.config.js',
  'vite.config.ts',
  'tools/machine-plugin.ts',
  'tools/provide-machine.mjs',
  'tools/offline-plugin.ts',
  'src/offline/precache.ts',
  'src/offline/service-worker.ts',
  '.dependency-cruiser.js',
  '.prettierrc.json',
  '.prettierignore',
  'knip.json',
];

export interface PlantedProject {
  readonly folder: string;
  readonly remove: () => void;
}

/** Makes a project of the house's rules and the given files (path → text) in a temporary folder. */
export function plantProject(files: Readonly<Record<string, string>>): PlantedProject {
  const folder = mkdtempSync(join(tmpdir(), 'cohort-lab-fence-'));
  for (const rule of rules) cpSync(rule, join(folder, rule));
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface ToolRun {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a tool of node_modules inside a folder. */
export function runTool(folder: string, script: string, given: readonly string[]): ToolRun {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve('node_modules', script), ...given],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return { exitCode: status, output: stdout, errors: stderr };
}
