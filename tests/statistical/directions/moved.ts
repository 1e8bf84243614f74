/** Moves levers of a study by their pattern and reads what came of it. */
import type { Ledger, MonthlyMeasure } from '../../../simulations/ledger.ts';
import { monthlyMeasures } from '../../../simulations/ledger.ts';
import { metrics } from '../../../simulations/metrics/registry.ts';
import type { Study } from '../../support/neutral-study.ts';
import type { Change, Settings } from './directions.ts';

type Node = Record<string, unknown>;

/** The study with all levers that match a pattern set; throws where a pattern meets nothing. */
export function moved(study: Study, settings: Settings): Study {
  const copy = structuredClone(study) as unknown as Node;
  for (const [pattern, change] of Object.entries(settings)) {
    const steps = (pattern.split('=')[0] ?? '').split('/').slice(1);
    if (steps[0] === 'strategies') steps.splice(0, 2, 'strategy');
    if (set(copy, steps, change) === 0) throw new Error(`nothing in the study stands at ${pattern}`);
  }
  return copy as unknown as Study;
}

function set(node: Node, steps: readonly string[], change: Change): number {
  const [step = '', ...rest] = steps;
  const keys = step === '*' ? Object.keys(node) : step in node ? [step] : [];
  let found = 0;
  for (const key of keys) {
    const old = node[key];
    if (rest.length > 0) {
      found += set(old as Node, rest, change);
      continue;
    }
    found++;
    if (typeof change !== 'function') node[key] = change;
    else if (typeof old === 'number') node[key] = change(old);
    else if (old !== null) throw new Error(`only a number can be changed in proportion: ${pattern(steps)}`);
  }
  return found;
}

const pattern = (steps: readonly string[]) => steps.join('/');

/** A metric over the run: its total, or the mean of the months in which it exists; or the sum of a #measure. */
export function read(name: string, ledger: Ledger, study: Study): number {
  if (name.startsWith('#')) {
    const measure = monthlyMeasures.find((one) => one === name.slice(1));
    if (measure === undefined) throw new Error(`no measure ${name}`);
    return ledger.sum(measure satisfies MonthlyMeasure);
  }
  const metric = metrics.find(({ id }) => id === name);
  if (metric === undefined) throw new Error(`no metric ${name}`);
  if (metric.total !== undefined) return metric.total(ledger, study);
  let sum = 0;
  let months = 0;
  for (let month = 0; month < ledger.layout.months; month++) {
    const value = metric.monthly?.(ledger, month) ?? NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    months++;
  }
  return sum / months;
}

/** Mean of paired differences and its standard error. */
export function paired(
  first: readonly number[],
  second: readonly number[],
): { readonly mean: number; readonly error: number } {
  const differences = second.map((value, index) => value - (first[index] ?? NaN));
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const squares = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (differences.length - 1) / differences.length) };
}
