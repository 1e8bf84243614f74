import { setImmediate } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { Batch, Design } from '../../simulations/point.ts';
import type { Engine, Progress } from '../../workers/engine.ts';
import { inlineEngine } from '../../workers/inline.ts';
import { threadPool } from '../../workers/node-threads.ts';
import { fakeCompare, fakeKernel, fakePoint, fakeStudy } from '../support/fake-study.ts';
import { plainDrive } from '../support/plain-drive.ts';
import { threadModule } from '../support/thread-module.ts';

const fake = threadModule('fake');
const threads = (workers: number) => threadPool({ module: fake, workers, warmUp: fakePoint() });

const engines: readonly (readonly [string, Engine])[] = [
  ['inline', inlineEngine(fakeKernel, setImmediate)],
  ['one thread', threads(1)],
  ['two threads', threads(2)],
  ['four threads', threads(4)],
];
afterAll(() => Promise.all(engines.map(([, engine]) => engine.close())));

describe.each(engines)('%s', (_, engine) => {
  it('gives the very reading of the plain way', async () => {
    const study = fakeStudy({ replications: 100 });
    expect(await engine.run(fakeCompare(study))).toEqual(plainDrive(fakeCompare(study), fakeKernel).reading);
  });

  it('tells partial readings and progress in order, the last one whole', async () => {
    const partials: number[] = [];
    const progress: Progress[] = [];
    const reading = await engine.run(fakeCompare(fakeStudy({ replications: 100 })), {
      onPartial: ({ replications }) => partials.push(replications),
      onProgress: (now) => progress.push(now),
    });
    expect(partials.length).toBeGreaterThan(1);
    expect(partials).toEqual(partials.toSorted((a, b) => a - b));
    expect(reading.replications).toBe(100);
    const shares = progress.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toMatchObject({ futures: 200, totalFutures: 200, share: 1, secondsLeft: 0 });
    expect(progress.at(-1)?.customerMonthsPerSecond).toBeGreaterThan(0);
  });

  it('runs several designs at the same time without mixing them', async () => {
    const studies = ['a', 'b', 'c'].map((seed) => fakeStudy({ seed, replications: 30 }));
    const readings = await Promise.all(studies.map((study) => engine.run(fakeCompare(study))));
    expect(readings).toEqual(studies.map((study) => plainDrive(fakeCompare(study), fakeKernel).reading));
  });

  it('rejects at once when aborted before, with the reason', async () => {
    const reason = new Error('changed my mind');
    await expect(engine.run(fakeCompare(fakeStudy()), { signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
  });

  it('rejects with the reason when aborted during, and takes new work', async () => {
    const stop = new AbortController();
    const run = engine.run(fakeCompare(fakeStudy({ replications: 5000 })), {
      signal: stop.signal,
      onProgress: () => {
        stop.abort(new Error('enough'));
      },
    });
    await expect(run).rejects.toThrow('enough');
    const study = fakeStudy({ seed: 'next' });
    expect(await engine.run(fakeCompare(study))).toEqual(plainDrive(fakeCompare(study), fakeKernel).reading);
  });

  it('does not mind an abort after the end', async () => {
    const stop = new AbortController();
    const reading = await engine.run(fakeCompare(fakeStudy()), { signal: stop.signal });
    stop.abort();
    expect(reading.replications).toBe(40);
  });

  it('passes on what a listener or the design throws', async () => {
    const onProgress = () => {
      throw new Error('bad listener');
    };
    await expect(engine.run(fakeCompare(fakeStudy()), { onProgress })).rejects.toThrow('bad listener');
    const onPartial = onProgress;
    await expect(engine.run(fakeCompare(fakeStudy()), { onPartial })).rejects.toThrow('bad listener');
    await expect(engine.run(brokenDesign())).rejects.toThrow('bad design');
  });

  it('does a design without any point', async () => {
    expect(await engine.run(emptyDesign())).toBe('nothing to do');
  });
});

it('a closed engine rejects what was under way and what comes later', async () => {
  for (const engine of [inlineEngine(fakeKernel, setImmediate), threads(2)]) {
    const run = engine.run(fakeCompare(fakeStudy({ replications: 5000 })));
    const rejected = expect(run).rejects.toThrow('the engine was closed');
    await engine.close();
    await rejected;
    await expect(engine.run(fakeCompare(fakeStudy()))).rejects.toThrow('the engine was closed');
  }
});

it('an inline failure names its chunk', async () => {
  const engine = inlineEngine(() => {
    throw new Error('no kernel');
  }, setImmediate);
  await expect(engine.run(fakeCompare(fakeStudy()))).rejects.toThrow(
    'future 1 of "Acquire" failed: no kernel',
  );
});

it('a pool has a worker at least', () => {
  expect(() => threads(0)).toThrow('got 0');
});

function* brokenDesign(): Design<string> {
  yield { points: [fakePoint()], done: 0 };
  throw new Error('bad design');
}

function* emptyDesign(): Design<string> {
  const nothing: Batch<string> = { points: [], done: 0 };
  yield nothing;
  return 'nothing to do';
}
