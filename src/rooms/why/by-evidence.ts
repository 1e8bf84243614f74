import { declarationOf } from '../../../simulations/parameters/declare.ts';
import { checkScenario } from '../../../simulations/parameters/checks.ts';
import { stepsOf, valueAt, withValueAt } from '../../../simulations/parameters/pointer.ts';
import { schemaAt } from '../../../simulations/parameters/registry.ts';
import { Scenario } from '../../../simulations/parameters/scenario.ts';
import { evidenceRanges } from './ranges.ts';

export interface MadeUncertain {
  readonly world: Scenario['world'];
  /** Names of what has become uncertain. */
  readonly names: readonly string[];
  /** Names of what stands outside its own evidence, so that no range around it would be from there. */
  readonly left: readonly string[];
}

/**
 * The world with everything that somebody has measured anywhere inside the range of its evidence, most likely where it
 * stands now. What is uncertain already stays as it is.
 */
export function uncertainByEvidence(scenario: Scenario): MadeUncertain {
  let world: unknown = scenario.world;
  const names: string[] = [];
  const left: string[] = [];
  for (const { name, pointers, low, high, scale } of evidenceRanges(scenario.world)) {
    const changed = pointers.reduce((now, pointer) => {
      const mode = valueAt({ world: now }, pointer);
      const declared = declarationOf(schemaAt(stepsOf(pointer) ?? []) ?? Scenario);
      // Nothing times a factor is nothing: there a range would be a point.
      if (typeof mode !== 'number' || declared?.kind !== 'quantity' || (scale === 'factor' && mode === 0))
        return now;
      const ends = scale === 'factor' ? [low * mode, high * mode] : [low, high];
      const [from, to] = [Math.min(...ends), Math.max(...ends)].map((end) => Number(end.toPrecision(4)));
      if (from === undefined || to === undefined || mode < from || mode > to) return now;
      if (from < declared.min || to > declared.max) return now;
      return valueAt(withValueAt({ world: now }, pointer, { low: from, mode, high: to }), '/world');
    }, world);
    if (changed === world) left.push(name);
    else names.push(name);
    world = changed;
  }
  const shaped = Scenario.safeParse({ ...scenario, world });
  if (!shaped.success || checkScenario(shaped.data).problems.length > checkScenario(scenario).problems.length)
    return { world: scenario.world, names: [], left: [...names, ...left] };
  return { world: shaped.data.world, names, left };
}
