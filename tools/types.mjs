// Checks the types of every folder under that folder's own rules, as many at a time as there are cores: by the native compiler,
// which gives the same answers several times sooner; linting and svelte-check's own work still need the one in JavaScript.
import { existsSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { runSteps } from './steps.mjs';

const plain = ['.', 'simulations', 'scenarios', 'workers', 'tests'].filter((folder) => existsSync(folder));

const failed = await runSteps(
  [
    {
      name: 'types of src',
      program: 'node_modules/svelte-check/bin/svelte-check',
      arguments: [
        '--workspace',
        'src',
        '--tsconfig',
        './tsconfig.json',
        '--fail-on-warnings',
        '--output',
        'human',
        '--tsgo',
      ],
    },
    ...plain.map((folder) => ({
      name: `types of ${folder}`,
      program: 'node_modules/@typescript/native/bin/tsc',
      arguments: ['--noEmit', '--project', folder],
    })),
  ],
  availableParallelism(),
);
// Components as TypeScript, written for the native compiler to read.
rmSync('src/.svelte-check', { recursive: true, force: true });
process.exitCode = failed.length === 0 ? 0 : 1;
