/** What every generated page starts from: the scenario files, the evidence, and an engine to run designs on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import evidence from '../../scenarios/evidence.json' with { type: 'json' };
import { readScenario } from '../../scenarios/read.ts';
import { compareStudy } from '../../simulations/designs/compare-study.ts';
import type { CompareStudy } from '../../simulations/designs/compare.ts';
import { liveArms } from '../../simulations/designs/arms.ts';
import type { ArmValues } from '../../simulations/designs/arms.ts';
import type { Arm, Outcome } from '../../simulations/designs/outcomes.ts';
import type { Run as RunSettings } from '../../simulations/parameters/run.ts';
import type { Design } from '../../simulations/point.ts';

export type Evidence = (typeof evidence)[number];

/** Runs a design to its end, wherever. */
export type Run = <Reading>(design: Design<Reading>) => Promise<Reading>;

export const root = join(import.meta.dirname, '..', '..');

/** A file of scenarios/, read and resolved; a file that cannot be read is a mistake of ours. */
export function studyOf(name: string): CompareStudy {
  const read = readScenario(readFileSync(join(root, 'scenarios', name), 'utf8'));
  if (read.kind === 'problems')
    throw new Error(`scenarios/${name} cannot be read: ${JSON.stringify(read.problems)}`);
  return compareStudy(read.scenario);
}

export function evidenceOf(id: string): Evidence {
  const found = evidence.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no evidence ${id}`);
  return found;
}

/** The value that an evidence record holds for usual. */
export function usualOf(id: string): number {
  const { default: usual } = evidenceOf(id);
  if (usual === null) throw new Error(`evidence ${id} names no usual value`);
  return usual;
}

export { evidence };

/** Arms as a design of their own: its reading is the values. */
export function* arms<Name extends string>(
  those: readonly Arm[],
  run: RunSettings,
  quantities: Readonly<Record<Name, Outcome>>,
): Design<ArmValues<Name>> {
  return yield* liveArms(those, run, quantities);
}
