/** The quantities that the effects of a claim ask for, read off the ledgers once each, however many effects ask. */
import type { Ledger } from '../ledger.ts';
import type { MetricContext } from '../metrics/metric.ts';
import { overRun } from '../metrics/money.ts';
import type { Quantity } from './claim-effect.ts';
import { claimMetrics } from './claim-metrics.ts';
import { metricById, outcomeOf } from './outcomes.ts';
import type { Outcome } from './outcomes.ts';

/** Every quantity once, however many effects ask for it. */
export class QuantityTable {
  readonly outcomes: readonly Outcome[];
  private readonly places: ReadonlyMap<string, number>;

  constructor(quantities: readonly Quantity[]) {
    const places = new Map<string, number>();
    const outcomes: Outcome[] = [];
    for (const quantity of quantities) {
      if (places.has(keyOf(quantity))) continue;
      places.set(keyOf(quantity), outcomes.length);
      outcomes.push(outcomeOfQuantity(quantity));
    }
    this.places = places;
    this.outcomes = outcomes;
  }

  empty(arms: number, futures: number): Float64Array[][] {
    return this.outcomes.map(() => Array.from({ length: arms }, () => new Float64Array(futures)));
  }

  lived(values: readonly (readonly Float64Array[])[]): (quantity: Quantity, arm: number) => Float64Array {
    return (quantity, arm) => {
      const column = values[this.places.get(keyOf(quantity)) ?? -1]?.[arm];
      if (column === undefined) throw new Error(`no ${quantity.metric} of arm ${arm}`);
      return column;
    };
  }
}

function keyOf({ metric, month, segment }: Quantity): string {
  return `${metric} ${month ?? 'all'} ${segment ?? 'all'}`;
}

function outcomeOfQuantity({ metric: id, month, segment }: Quantity): Outcome {
  const metric = metricById(id, claimMetrics);
  const { monthly } = metric;
  const whole = outcomeOf(metric);
  const read = (ledger: Ledger, context: MetricContext) => {
    if (month === undefined) return whole(ledger, context);
    if (monthly === undefined) throw new Error(`metric ${id} has no months`);
    return metric.cumulates === true ? overRun(ledger, monthly, month) : monthly(ledger, month - 1);
  };
  return segment === undefined ? read : (ledger, context) => read(ledger.ofSegment(segment), context);
}
