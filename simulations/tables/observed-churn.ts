import { contractKinds, productClasses } from '../ledger.ts';
import type { Ledger } from '../ledger.ts';

/**
 * Monthly churn by what customers have: what a dashboard would show. It mixes cause and selection (good customers both stay
 * and buy more), and is to be held against what a comparison with the effect switched off says is caused.
 */
export interface ObservedChurn {
  readonly customerMonths: number;
  /** Null where nobody was watched. */
  readonly churn: number | null;
}

export interface ObservedChurnTable {
  /** By number of add-ons owned, 0, 1, …; the last row is that many and more. */
  readonly byProducts: readonly ObservedChurn[];
  /** Monthly, annual, multi-year. */
  readonly byContract: readonly ObservedChurn[];
}

export function observedChurnTable(sum: Ledger, futures: number): ObservedChurnTable {
  const rowOf = (row: number): ObservedChurn => {
    let customerMonths = 0;
    let left = 0;
    for (let segment = 0; segment < sum.layout.segments; segment++) {
      const part = sum.observedAt(segment, row);
      customerMonths += part.customerMonths;
      left += part.left;
    }
    return {
      customerMonths: customerMonths / futures,
      churn: customerMonths > 0 ? left / customerMonths : null,
    };
  };
  return {
    byProducts: Array.from({ length: productClasses }, (_, row) => rowOf(row)),
    byContract: contractKinds.map((_, row) => rowOf(productClasses + row)),
  };
}
