/**
 * Arms read by name: the same futures lived under several worlds or strategies, and named numbers of each, in columns over
 * the futures. `outcomes.ts` does the work; here a quantity has a name, so that what divides by what can be read.
 */
import type { Run } from '../parameters/run.ts';
import type { Batch, Ledgers } from '../point.ts';
import { outcomesOf } from './outcomes.ts';
import type { Arm, Course, Outcome } from './outcomes.ts';

/** Values over the futures, by arm and by name of the quantity. */
export type ArmValues<Name extends string> = readonly Readonly<Record<Name, Float64Array>>[];

export function* liveArms<Name extends string>(
  arms: readonly Arm[],
  run: Run,
  quantities: Readonly<Record<Name, Outcome>>,
  course: Course = { spent: 0, planned: arms.length * run.replications },
): Generator<Batch<never>, ArmValues<Name>, readonly Ledgers[]> {
  const names = namesOf(quantities);
  const outcomes = names.map((name) => quantities[name]);
  const values = yield* outcomesOf(arms, run, [0, run.replications], outcomes, course);
  return arms.map((_, arm) => {
    const table: Partial<Record<Name, Float64Array>> = {};
    names.forEach((name, index) => {
      const column = values[index]?.[arm];
      if (column !== undefined) table[name] = column;
    });
    if (!isWhole(table, names)) throw new Error('every quantity has a column');
    return table;
  });
}

function isWhole<Name extends string>(
  table: Partial<Record<Name, Float64Array>>,
  names: readonly Name[],
): table is Record<Name, Float64Array> {
  return names.every((name) => table[name] !== undefined);
}

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(table).filter((name): name is Name => name in table);
}
