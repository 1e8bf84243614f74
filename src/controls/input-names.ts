import { stepsOf } from '../../simulations/parameters/pointer.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { leversOf } from './levers.ts';

/** What the form calls the inputs at these addresses of the scenario; a strategy is not named, since a draw is one for all. */
export function inputNames(scenario: Scenario, pointers: readonly string[]): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const scope of ['world', 'strategies'] as const) {
    for (const { label, levers } of leversOf(scenario, scope)) {
      for (const lever of levers)
        known.set(`${scope} ${lever.pointer}`, `${lever.of ?? label}: ${lever.label.toLowerCase()}`);
    }
  }
  return new Map(
    pointers.map((pointer) => {
      const [scope = '', place = ''] = stepsOf(pointer) ?? [];
      const root = scope === 'strategies' ? `/strategies/${place}` : `/${scope}`;
      return [pointer, known.get(`${scope} ${pointer.slice(root.length)}`) ?? pointer] as const;
    }),
  );
}
