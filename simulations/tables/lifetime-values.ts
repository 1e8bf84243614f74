import { lifetimeValueBinEnds, lifetimeValueBins } from '../ledger.ts';
import type { Ledger } from '../ledger.ts';

/** How lifetime value differs between customers: equally likely values, to be drawn as dots and counted. */
export interface LifetimeValues {
  /** Customers behind it, all futures. */
  readonly customers: number;
  readonly mean: number | null;
  /** Middles of as many equally likely parts as there are dots, ascending; read off bins, so to within a few percent. */
  readonly dots: readonly number[];
}

const DOTS = 50;

/** `unit` is the money that one unit of the ledger's bins stands for (scene.ts, lifetimeUnit). */
export function lifetimeValueTable(sum: Ledger, unit: number): LifetimeValues {
  const { count, contribution, bins } = sum.lifetimes();
  if (count === 0) return { customers: 0, mean: null, dots: [] };
  const dots = Array.from({ length: DOTS }, (_, dot) => quantileOf(bins, ((dot + 0.5) / DOTS) * count, unit));
  return { customers: count, mean: contribution / count, dots };
}

/** Value below which so many of the counted lie, straight within a bin; losses count as the loss-free end of their bin. */
function quantileOf(bins: Float64Array, rank: number, unit: number): number {
  let before = 0;
  for (let bin = 0; bin < lifetimeValueBins; bin++) {
    const inside = bins[bin] ?? 0;
    if (before + inside >= rank && inside > 0) {
      const { low, high } = lifetimeValueBinEnds(bin, unit);
      return low === -Infinity ? high : low + ((rank - before) / inside) * (high - low);
    }
    before += inside;
  }
  throw new Error(`no bin holds rank ${rank}`);
}
