import { compare } from '../../simulations/designs/compare.ts';
import type { CompareStudy } from '../../simulations/designs/compare.ts';
import { ledgerLayout, rowOf } from '../../simulations/ledger.ts';
import { monthlyMeasures } from '../../simulations/ledger.ts';
import type { Metric } from '../../simulations/metrics/metric.ts';
import type { Design, Point } from '../../simulations/point.ts';
import type { CompareReading } from '../../simulations/reading.ts';
import { hash32 } from '../../simulations/random/hash.ts';

/**
 * A study for everything around the kernel, with a world just large enough for the fake kernel below; the cast stands
 * for the parameters that neither reads.
 */
export function fakeStudy({
  names = ['Acquire', 'Expand'],
  months = 15,
  replications = 40,
  seed = 'fake',
}: { names?: readonly string[]; months?: number; replications?: number; seed?: string } = {}): CompareStudy {
  const study = {
    world: {
      currency: 'EUR',
      segments: [
        { id: 'small', name: 'Small' },
        { id: 'large', name: 'Large' },
      ],
    },
    strategies: names.map((name) => ({
      name,
      ladder: { tiers: ['A', 'B', 'C'].map((tier, step) => ({ name: tier, pricePerMonth: 10 * step })) },
    })),
    run: { seed, months, replications, ltvMonths: 12 },
  };
  return study as unknown as CompareStudy;
}

/** A point of the fake study. */
export function fakePoint(name = 'Acquire', firstReplication = 0, replications = 2): Point {
  const { world, strategies, run } = fakeStudy({ names: [name, 'other'] });
  const [strategy] = strategies;
  if (strategy === undefined) throw new Error('a fake study has strategies');
  return { world, strategy, run, firstReplication, replications };
}

/**
 * Ledgers that look like a simulation's and cost nothing: each number a pure function of seed, strategy's name,
 * replication, measure and month, so that any mistake in cutting, ordering or merging shows.
 */
export function fakeKernel({ world, strategy, run, firstReplication, replications }: Point): Float64Array {
  const layout = ledgerLayout(run.months, world.segments.length, strategy.ladder.tiers.length);
  const ledgers = new Float64Array(layout.size * replications);
  for (let index = 0; index < replications; index++) {
    const future = firstReplication + index;
    for (let measure = 0; measure < monthlyMeasures.length; measure++) {
      const luck = hash32(`${run.seed} ${strategy.name} ${future} ${measure}`) / 2 ** 32;
      for (let cell = 0; cell < layout.segments * run.months; cell++) {
        const month = cell % run.months;
        const value = (100 + measure) * luck + month / 3 + (luck * cell) / 7;
        const row = rowOf(run.months, Math.floor(cell / run.months), month);
        ledgers[index * layout.size + row + measure] = value;
      }
    }
  }
  return ledgers;
}

const fakeMetrics: readonly Metric[] = (['payingCustomers', 'mrr', 'revenue', 'trust'] as const).map(
  (measure) => ({
    id: measure,
    name: measure,
    unit: 'count',
    better: 'higher',
    formula: '',
    monthly: (ledger, month) => ledger.total(measure, month),
  }),
);

/** A comparison whose metrics need no more of the world than the fake kernel does. */
export function fakeCompare(study: CompareStudy): Design<CompareReading> {
  return compare(study, fakeMetrics);
}
