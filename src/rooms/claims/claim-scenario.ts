import type { Claim } from '../../../scenarios/claims.ts';
import { valueAt } from '../../../simulations/parameters/pointer.ts';
import { readScenario } from '../../../scenarios/read.ts';
import type { Scenario } from '../../../simulations/parameters/scenario.ts';
import { differs, leversOf } from '../../controls/levers.ts';
import type { Lever } from '../../controls/levers.ts';
import type { Format } from '../../format.ts';
import { said } from '../compare/what-differs.ts';
import type { Facts } from '../experiment/facts.ts';
import type { OpenClaim } from './claim-files.ts';

/** Strategies that a scenario can hold. */
const mostStrategies = 8;
/** Longest name and notes that a declaration lets through. */
const longestName = 60;

/** The arms that the first condition holds against each other: the first and the last unless it names others. */
function pairOf({ file, arms }: Claim): readonly [number, number] {
  const effect = file.conditions[0]?.effect;
  const last = arms.length - 1;
  return effect?.kind === 'difference' ? [effect.from ?? 0, effect.to ?? last] : [0, last];
}

/** A scenario is one world; arms that differ in it cannot be strategies of one. */
export function haveOneWorld({ arms }: Claim): boolean {
  return !differs(arms.map(({ world }) => world));
}

/**
 * The claim as a scenario: the arms that are held against each other as strategies A and B, further ones behind them.
 * Undefined where its arms are different worlds, or where there is one arm only.
 */
export function compareScenario({ claim, base }: OpenClaim): Scenario | undefined {
  const { arms, file, run } = claim;
  const [first] = arms;
  if (first === undefined || arms.length < 2 || !haveOneWorld(claim)) return undefined;
  const [from, to] = pairOf(claim);
  const others = [...arms.keys()].filter((arm) => arm !== from && arm !== to);
  const order = [from, to, ...others].slice(0, mostStrategies);
  return checked({
    ...base,
    name: `Claim ${String(file.number)}: ${file.title}`.slice(0, longestName),
    description: file.statement,
    world: first.world,
    strategies: order.map((index) => arms[index]?.strategy),
    run: { ...base.run, ...run, replications: base.run.replications },
  });
}

/** Arms were checked when the claim was read; here they become a scenario's own mutable shape. */
function checked(parts: object): Scenario | undefined {
  const reading = readScenario(JSON.stringify(parts));
  return reading.kind === 'scenario' ? reading.scenario : undefined;
}

/** Every setting in which some arms differ, with what it is in each. */
export function armFacts({ claim, base }: OpenClaim, format: Format): Facts {
  const { arms } = claim;
  const scenarios = arms.flatMap(({ world, strategy }) => {
    const strategies = ['A', 'B'].map((name) => ({ ...strategy, name }));
    return checked({ ...base, world, strategies }) ?? [];
  });
  const all = { ...base, strategies: scenarios.flatMap(({ strategies }) => strategies.slice(0, 1)) };
  const rowsOf = (scope: 'world' | 'strategies', root: string, whole: Scenario) =>
    leversOf(whole, scope).flatMap(({ label, levers }) =>
      levers.flatMap((lever) => {
        const values = scenarios.map((scenario) => presentOr(lever, valueAt(scenario, root + lever.pointer)));
        if (!differs(values)) return [];
        const of = lever.of ?? label;
        return [
          [`${of}: ${lever.label.toLowerCase()}`, ...values.map((value) => said(lever, value, format))],
        ];
      }),
    );
  return {
    columns: ['Setting', ...arms.map(({ name }) => name)],
    rows: [
      ...rowsOf('strategies', '/strategies/0', all),
      ...(haveOneWorld(claim) ? [] : rowsOf('world', '/world', scenarios[0] ?? base)),
    ],
  };
}

/** A segment without an entry for coverage has none. */
function presentOr({ pointer }: Lever, value: unknown): unknown {
  return value === undefined && pointer.startsWith('/success/coverage/') ? 0 : value;
}
