/**
 * The bootstrap over futures: a resample draws as many futures as there are, with replacement, and everything that is
 * asked of it (means of many points, the place of a maximum, a crossing) is asked of the same resample, since the points
 * share their luck. `Bootstrap` counts how often each future is in a resample, which is all that a mean needs; `BootstrapRows` lists
 * the rows themselves, for what has to be worked out anew (ranks, ratios of variances). Each keeps addresses of its own, so that
 * published intervals stay as they are. Random numbers come from addresses (seed, resample, draw) and meet nobody else's.
 */
import { hash32 } from '../random/hash.ts';
import { keyFromPhrase } from '../random/key.ts';
import type { SeedKey } from '../random/key.ts';
import { Luck, BLOCKS } from '../random/luck.ts';
import { quantile } from './quantile.ts';

const RESAMPLE = hash32('bootstrap') | 0;

/** Resamples behind an interval unless told otherwise: the error of a 95 % limit is then a small part of its width. */
export const bootstrapResamples = 1000;

export class Bootstrap {
  readonly futures: number;
  readonly resamples: number;
  readonly #luck: Luck;
  readonly #pair = new Float64Array(2);
  readonly #counts: Uint32Array;

  constructor(seed: string, futures: number, resamples: number = bootstrapResamples) {
    this.futures = futures;
    this.resamples = resamples;
    this.#luck = new Luck(keyFromPhrase(seed));
    this.#counts = new Uint32Array(futures);
  }

  /** How often each future is in a resample. The array is used again by the next call. */
  counts(resample: number): Uint32Array {
    const counts = this.#counts.fill(0);
    const { futures } = this;
    this.#luck.replication(resample);
    for (let draw = 0; draw < futures; draw += 2) {
      const block = draw >>> 1;
      this.#luck.entity(Math.floor(block / BLOCKS), RESAMPLE, 0);
      this.#luck.uniformPair(0, block % BLOCKS, this.#pair);
      counts[Math.floor(this.#pair[0]! * futures)]!++;
      if (draw + 1 < futures) counts[Math.floor(this.#pair[1]! * futures)]!++;
    }
    return counts;
  }

  /** Means of every column in every resample: [column][resample]. Columns hold one finite number a future. */
  means(columns: readonly Float64Array[]): readonly Float64Array[] {
    const means = columns.map(() => new Float64Array(this.resamples));
    for (let resample = 0; resample < this.resamples; resample++) {
      const counts = this.counts(resample);
      columns.forEach((values, column) => {
        // Deviations from the first value, so that equal values have exactly that mean.
        const anchor = values[0] ?? 0;
        let sum = 0;
        for (let future = 0; future < this.futures; future++)
          sum += counts[future]! * (values[future]! - anchor);
        means[column]![resample] = anchor + sum / this.futures;
      });
    }
    return means;
  }
}

/** 95 % percentile interval of what the resamples gave; an infinite end stands for "beyond". */
export function percentileInterval(resampled: Float64Array): { readonly low: number; readonly high: number } {
  const sorted = resampled.toSorted();
  return { low: finiteQuantile(sorted, 0.025), high: finiteQuantile(sorted, 0.975) };
}

/** Between a finite and an infinite value there is nothing to interpolate. */
function finiteQuantile(sorted: Float64Array, p: number): number {
  const value = quantile(sorted, p);
  return value === value ? value : (sorted[Math.round(p * (sorted.length - 1))] ?? NaN);
}

const ROWS = 211;

/** Which rows each bootstrap sample takes: a pure function of seed, stream, round and place. */
export class BootstrapRows {
  readonly rounds: number;
  private readonly luck: Luck;
  private readonly stream: number;

  constructor(seed: SeedKey, stream: number, rounds = 400) {
    this.luck = new Luck(seed);
    this.luck.replication(0);
    this.stream = stream;
    this.rounds = rounds;
  }

  rows(round: number, rows: number): Int32Array {
    const chosen = new Int32Array(rows);
    for (let place = 0; place < rows; place++) {
      // An occurrence counts to 65535, so longer samples go on at another address.
      this.luck.entity(place >>> 16, this.stream, round);
      chosen[place] = Math.floor(this.luck.uniform(ROWS, place & 0xffff) * rows);
    }
    return chosen;
  }
}
