import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RunFailure } from '../../workers/failure.ts';
import { inlineEngine } from '../../workers/inline.ts';
import { threadPool } from '../../workers/node-threads.ts';
import { fakeCompare, fakeKernel, fakeStudy } from '../support/fake-study.ts';
import { threadModule } from '../support/thread-module.ts';

const faulty = threadModule('faulty');
const folder = mkdtempSync(join(tmpdir(), 'faults-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const kinds = [
  'throws',
  'throws text',
  'exits',
  'dies',
  'rejects unheard',
  'hangs',
  'slows',
  'answers nothing',
  'answers text',
  'answers too little',
  'answers a function',
  'rejects',
];
/** In the first chunk, in the middle, in the last chunk. */
const places = [0, 20, 39];

const pool = threadPool({ module: faulty, workers: 2, tickMilliseconds: 100, silentTicks: 20 });
afterAll(() => pool.close());

describe.each(kinds)('a worker that %s', (kind) => {
  it.each(places)('once, at replication %d, changes nothing', async (place) => {
    const seed = join(folder, `${kind} ${place}`);
    const study = fakeStudy({ names: ['sound', `${kind} at ${place} once`], seed });
    const shares: number[] = [];
    const reading = await pool.run(fakeCompare(study), { onProgress: ({ share }) => shares.push(share) });
    expect(existsSync(seed), 'the fault happened').toBe(true);
    const faultless = await inlineEngine(fakeKernel, setImmediate).run(fakeCompare(study));
    expect(reading).toEqual(faultless);
    expect(shares.at(-1)).toBe(1);
  });

  it('always, fails the run by the name of the chunk, and leaves the pool usable', async () => {
    const study = fakeStudy({
      names: ['sound', `${kind} at 20 always`],
      seed: join(folder, `${kind} always`),
    });
    const run = pool.run(fakeCompare(study));
    if (kind === 'slows') {
      expect((await run).replications).toBe(40);
    } else {
      await expect(run).rejects.toThrow(RunFailure);
      await expect(run).rejects.toThrow(`futures 21 to 24 of "${kind} at 20 always" failed twice`);
    }
    const sound = fakeStudy({ seed: join(folder, `after ${kind}`) });
    expect(await pool.run(fakeCompare(sound))).toEqual(
      await inlineEngine(fakeKernel, setImmediate).run(fakeCompare(sound)),
    );
  });
});

it('a failure keeps its words and its details', async () => {
  const study = fakeStudy({ names: ['sound', 'throws at 0 always'], seed: join(folder, 'words') });
  const failure: unknown = await pool.run(fakeCompare(study)).catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(RunFailure);
  expect(failure).toMatchObject({ message: expect.stringContaining('the kernel met something') as string });
  expect(failure).toMatchObject({ details: expect.stringContaining('RangeError') as string });
});

it('a module that does not exist fails the run', async () => {
  const nowhere = threadPool({ module: new URL('./threads/nowhere.thread.js', import.meta.url), workers: 1 });
  await expect(nowhere.run(fakeCompare(fakeStudy()))).rejects.toThrow('failed twice');
  await nowhere.close();
});
