// What is bundled starts a machine where it lives: a bundle without its code would give the same numbers, three times slower.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const spy = new URL('../support/machine-spy.mjs', import.meta.url).href;

test('the threads of the command line live on machines', () => {
  const asked = ['compare', 'scenarios/default.json', '--replications', '10', '--months', '6'];
  // Node's own variable reaches the threads as well, which take no other options.
  const env = { ...process.env, NODE_OPTIONS: `--import=${spy}` };
  const { status, stderr } = spawnSync(process.execPath, ['.lab/main.js', ...asked], {
    env,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  const told = stderr.split('\n').filter((line) => line.startsWith('a machine lives'));
  expect(told).not.toEqual([]);
  expect(new Set(told)).toEqual(new Set(['a machine lives in a thread']));
});
