// What is bundled starts a machine where it lives: a bundle without its code would give the same numbers, three times slower.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** Imported before a program: says on standard error, once for each machine that lives something, where it does. */
const spy = `
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
WebAssembly.Instance = class extends WebAssembly.Instance {
  get exports() {
    const { run, ...others } = super.exports;
    let said = false;
    const told = (replication) => {
      if (!said) writeSync(2, 'a machine lives in ' + (isMainThread ? 'the process' : 'a thread') + '\\n');
      said = true;
      run(replication);
    };
    return { ...others, run: told };
  }
};`;

test('the threads of the command line live on machines', () => {
  const asked = ['compare', 'scenarios/default.json', '--replications', '10', '--months', '6'];
  // Node's own variable reaches the threads as well, which take no other options.
  const options = `--import=data:text/javascript,${encodeURIComponent(spy)}`;
  const { status, stderr } = spawnSync(process.execPath, ['.lab/main.js', ...asked], {
    env: { ...process.env, NODE_OPTIONS: options },
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  const told = stderr.split('\n').filter((line) => line.startsWith('a machine lives'));
  expect(new Set(told)).toEqual(new Set(['a machine lives in a thread']));
});
