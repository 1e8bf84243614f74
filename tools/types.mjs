// Checks the types of every folder under that folder's own rules, as many at a time as there are cores: by the native compiler,
// which gives the same answers several times sooner. Components are checked by components.mjs.
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { runSteps } from './steps.mjs';

const plain = ['.', 'simulations', 'scenarios', 'workers', 'tests'].filter((folder) => existsSync(folder));

const failed = await runSteps(
  plain.map((folder) => ({
    name: `types of ${folder}`,
    program: 'node_modules/@typescript/native/bin/tsc',
    arguments: ['--noEmit', '--project', folder],
  })),
  availableParallelism(),
);
process.exitCode = failed.length === 0 ? 0 : 1;
