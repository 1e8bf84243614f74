import type { CompareStudy } from '../../simulations/designs/compare.ts';
import { ledgerLayout, monthly, rowOf } from '../../simulations/ledger.ts';
import type { Point } from '../../simulations/point.ts';
import { hash32 } from '../../simulations/random/hash.ts';
import { inverseNormal } from '../../simulations/random/inverse-normal.ts';
import type { Simulate } from '../../workers/engine.ts';

export interface CurveSettings {
  readonly names?: readonly string[];
  readonly replications?: number;
  readonly months?: number;
  readonly seed?: string;
}

/**
 * A study whose outcome a test writes down as a formula: /world/costs/ticket is called x, /world/costs/refundHandling y;
 * a strategy has a first plan with limits and manipulative patterns. The cast stands for all that no formula reads.
 */
export function curveStudy({
  names = ['First', 'Second'],
  replications = 64,
  months = 2,
  seed = 'curve',
}: CurveSettings = {}): CompareStudy {
  const none = { sneaking: 0, obstruction: 0, hiddenCost: 0, nagging: 0, confirmShaming: 0 };
  const study = {
    world: {
      currency: 'EUR',
      segments: [
        { id: 'small', name: 'Small', startingUsage: 10, startingSeats: 2 },
        { id: 'large', name: 'Large', startingUsage: 200, startingSeats: 20 },
      ],
      costs: { ticket: 0, refundHandling: 0 },
    },
    strategies: names.map((name) => ({
      name,
      ladder: {
        tiers: [
          { name: 'Free', usageLimit: 50, seatLimit: null, monthsLimit: null, featureLimit: null },
          { name: 'Paid', usageLimit: 500, seatLimit: null, monthsLimit: null, featureLimit: null },
        ],
      },
      manipulation: none,
    })),
    run: { seed, months, replications, ltvMonths: 1 },
  };
  return study as unknown as CompareStudy;
}

export const X = { name: 'x', pointers: ['/world/costs/ticket'] };
export const Y = { name: 'y', pointers: ['/world/costs/refundHandling'] };

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly limit: number | null;
  readonly strategy: Point['strategy'];
  readonly replication: number;
  readonly month: number;
  readonly segment: number;
  /** Standard normal number of this future: the same at every point of an experiment. */
  readonly luck: number;
  /** Standard normal number of this future and this x alone: what pairing cannot take away. */
  readonly ownLuck: number;
}

/** A kernel whose revenue of a segment and month is a formula; all other measures are 0 unless `more` writes them. */
export function curveKernel(
  revenue: (place: Place) => number,
  more: Readonly<Partial<Record<keyof typeof monthly, (place: Place) => number>>> = {},
): Simulate {
  const formulas = Object.entries({ revenue, ...more });
  return ({ world, strategy, run, firstReplication, replications }: Point) => {
    const layout = ledgerLayout(run.months, world.segments.length, strategy.ladder.tiers.length);
    const ledgers = new Float64Array(layout.size * replications);
    const { ticket: x, refundHandling: y } = world.costs;
    for (let index = 0; index < replications; index++) {
      const replication = firstReplication + index;
      for (let segment = 0; segment < layout.segments; segment++) {
        for (let month = 0; month < run.months; month++) {
          const place: Place = {
            x,
            y,
            limit: strategy.ladder.tiers[0]?.usageLimit ?? null,
            strategy,
            replication,
            month,
            segment,
            luck: normalOf(`${run.seed} ${replication}`),
            ownLuck: normalOf(`${run.seed} ${replication} ${x}`),
          };
          for (const [measure, formula] of formulas) {
            const at = rowOf(run.months, segment, month) + monthly[measure as keyof typeof monthly];
            ledgers[index * layout.size + at] = formula(place);
          }
        }
      }
    }
    return ledgers;
  };
}

export function normalOf(name: string): number {
  return inverseNormal((hash32(name) + 0.5) / 2 ** 32);
}
