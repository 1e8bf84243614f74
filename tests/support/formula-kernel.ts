import { Ledger, monthly, rowOf } from '../../simulations/ledger.ts';
import type { Point } from '../../simulations/point.ts';
import { hash32 } from '../../simulations/random/hash.ts';
import { layoutOf } from '../../simulations/layout-of.ts';
import type { Simulate } from '../../workers/engine.ts';

/** A kernel whose revenue over the run is a formula of world, strategy and future, so that answers can be worked out by hand. */
export function formulaKernel(revenue: (point: Point, future: number) => number): Simulate {
  return (point) => {
    const layout = layoutOf(point);
    const ledgers = new Float64Array(layout.size * point.replications);
    for (let index = 0; index < point.replications; index++) {
      const ledger = new Ledger(layout, ledgers.subarray(index * layout.size, (index + 1) * layout.size));
      ledger.post(
        monthly.revenue,
        rowOf(layout.months, 0, 0),
        revenue(point, point.firstReplication + index),
      );
    }
    return ledgers;
  };
}

/** Luck of a future, the same for everybody: in (-½, ½). */
export function luckOf(future: number): number {
  return hash32(`future ${future}`) / 2 ** 32 - 0.5;
}
