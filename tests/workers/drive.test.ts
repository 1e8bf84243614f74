// How often a run stops to say what it knows so far.
import { afterEach, expect, test, vi } from 'vitest';
import { drive } from '../../workers/drive.ts';
import type { LiveBatch } from '../../workers/drive.ts';
import type { Design, Point } from '../../simulations/point.ts';
import { neutralStrategy, neutralWorld } from '../support/neutral-study.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const point: Point = {
  world: neutralWorld(),
  strategy: neutralStrategy(),
  run: { seed: 'drive', months: 1, ltvMonths: 1 },
  firstReplication: 0,
  replications: 1,
};

/** Batches that are looked at: each takes `life`, and `chunk` for each of its chunks, and a look takes `look`. */
async function looksOf(
  batches: number,
  life: number,
  look: number,
  chunks = 0,
  chunk = 0,
): Promise<number[]> {
  let now = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const seen: number[] = [];
  function* design(): Design<string> {
    for (let batch = 0; batch < batches; batch++)
      yield {
        points: [],
        done: batch / batches,
        get partial() {
          now += look;
          return `after ${batch}`;
        },
      };
    return 'all';
  }
  const live: LiveBatch = async (_, onChunk) => {
    now += life;
    for (let done = 0; done < chunks; done++) {
      await Promise.resolve();
      now += chunk;
      onChunk({ ledgers: new Float64Array(), customerMonths: 0 }, point);
    }
    return [];
  };
  const reading = await drive(design(), live, {
    onPartial: (partial) => seen.push(Number(partial.replace('after ', ''))),
  });
  expect(reading).toBe('all');
  return seen;
}

test('a reading that is not due when its batch begins is told during it', async () => {
  // Batches of three chunks, 100 ms each: the second begins 300 ms after the first look, 60 ms too early.
  expect(await looksOf(3, 0, 40, 3, 100)).toEqual([0, 1, 2]);
});

test('readings that cost little are told after every batch', async () => {
  expect(await looksOf(6, 1, 9)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('a reading that cost much waits until lives have taken nine times as long', async () => {
  // 40 ms a look and 100 ms a batch: the 360 ms are over with the fourth batch after it, whose lives have begun.
  expect(await looksOf(12, 100, 40)).toEqual([0, 4, 8]);
});
