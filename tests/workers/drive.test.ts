// How often a run stops to say what it knows so far.
import { afterEach, expect, test, vi } from 'vitest';
import { drive } from '../../workers/drive.ts';
import type { Design } from '../../simulations/point.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Batches that are looked at when the whole run of `batches` of them takes `life` each, and a look `look`. */
async function looksOf(batches: number, life: number, look: number): Promise<number[]> {
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
  const live = () => {
    now += life;
    return Promise.resolve([]);
  };
  const reading = await drive(design(), live, {
    onPartial: (partial) => seen.push(Number(partial.replace('after ', ''))),
  });
  expect(reading).toBe('all');
  return seen;
}

test('readings that cost little are told after every batch', async () => {
  expect(await looksOf(6, 1, 9)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('a reading that cost much waits until lives have taken four times as long', async () => {
  // 40 ms a look and 50 ms a batch: the 160 ms are over with the fourth batch after it, whose lives have begun.
  expect(await looksOf(12, 50, 40)).toEqual([0, 4, 8]);
});
