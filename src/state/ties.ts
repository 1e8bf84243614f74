import { copulaOf, drawNameOf } from '../../simulations/parameters/correlations.ts';
import { distributionsIn } from '../../simulations/parameters/distributions.ts';
import { pointerOf, stepsOf, valueAt } from '../../simulations/parameters/pointer.ts';
import type { Step } from '../../simulations/parameters/pointer.ts';
import type { Correlation } from '../../simulations/parameters/run.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';

/*
 * Ties: uncertain inputs that rise and fall together, which the scenario keeps as rank correlations between addresses. What
 * several strategies leave uncertain is one input, drawn once for all of them.
 */

/** Weak enough to be believed before anybody knows better, strong enough to be seen. */
const newRho = 0.5;

/** Addresses of the uncertain inputs, one for each draw. */
export function tieable(scenario: Scenario): readonly string[] {
  const drawn = new Map<string, string>();
  for (const { pointer } of distributionsIn(scenario)) {
    const name = drawNameOf(pointer);
    if (!drawn.has(name)) drawn.set(name, pointer);
  }
  return [...drawn.values()];
}

export function tiesOf({ run }: Scenario): readonly Correlation[] {
  return run.correlations ?? [];
}

/** Two inputs that are not tied yet; undefined when all are. */
export function freePair(scenario: Scenario): readonly [string, string] | undefined {
  const inputs = tieable(scenario);
  const taken = new Set(tiesOf(scenario).map(({ a, b }) => nameOfPair(a, b)));
  for (const [index, a] of inputs.entries()) {
    for (const b of inputs.slice(index + 1)) if (!taken.has(nameOfPair(a, b))) return [a, b];
  }
  return undefined;
}

export function addTie(scenario: Scenario): Scenario {
  const pair = freePair(scenario);
  if (pair === undefined) return scenario;
  const [a, b] = pair;
  return withTies(scenario, [...tiesOf(scenario), { a, b, rho: newRho }]);
}

export function removeTie(scenario: Scenario, index: number): Scenario {
  return withTies(
    scenario,
    tiesOf(scenario).filter((_, at) => at !== index),
  );
}

function withTies(scenario: Scenario, ties: readonly Correlation[]): Scenario {
  const { correlations: _, ...run } = scenario.run;
  return { ...scenario, run: ties.length === 0 ? run : { ...run, correlations: [...ties] } };
}

/** The furthest that a correlation had to be moved for all of them to fit together; 0 when they do. */
export function moveToFit(scenario: Scenario): number {
  const names = tieable(scenario).map(drawNameOf);
  return copulaOf(names, tiesOf(scenario))?.repair?.largestChange ?? 0;
}

/**
 * Ties after lists of the scenario were changed: each end is followed to where its input stands now. What is gone, or is no
 * longer uncertain, is tied to nothing. Where the ties themselves were changed, that is that.
 */
export function retied(before: Scenario, after: Scenario): Scenario {
  const ties = tiesOf(before);
  if (ties.length === 0 || before === after || before.run.correlations !== after.run.correlations)
    return after;
  const uncertain = distributionsIn(after).map(({ pointer }) => pointer);
  const now = (pointer: string): string | undefined => {
    const place = followed(before, after, pointer);
    if (place !== undefined && uncertain.includes(place)) return place;
    // Other strategies may leave the same input uncertain still.
    const name = drawNameOf(pointer);
    return name === pointer ? undefined : uncertain.find((other) => drawNameOf(other) === name);
  };
  const kept = ties.flatMap((tie) => {
    const [a, b] = [now(tie.a), now(tie.b)];
    return a === undefined || b === undefined ? [] : [{ ...tie, a, b }];
  });
  return withTies(after, kept);
}

/** Where what stood at an address stands now: an item of a list is known again by being the same one. */
function followed(before: Scenario, after: Scenario, pointer: string): string | undefined {
  const now: Step[] = [];
  let [then, there]: [unknown, unknown] = [before, after];
  for (const step of stepsOf(pointer) ?? []) {
    const item = valueAt(then, pointerOf([step]));
    let place: Step = step;
    if (Array.isArray(then) && Array.isArray(there)) {
      const moved = there.indexOf(item);
      // One that was changed itself stands where it stood, unless another has come there that was here before.
      if (moved < 0 && then.includes(there[Number(step)])) return undefined;
      if (moved >= 0) place = moved;
    }
    now.push(place);
    then = item;
    there = valueAt(there, pointerOf([place]));
  }
  return pointerOf(now);
}

function nameOfPair(a: string, b: string): string {
  return [drawNameOf(a), drawNameOf(b)].sort().join(' ');
}
