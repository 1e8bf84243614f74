import plausibleWorlds from '../../../scenarios/claims/plausible-worlds.json?raw';
import { nameInFull, plausibleRanges, readPlausibleWorlds } from '../../../scenarios/plausible-worlds.ts';
import type { ParameterRange } from '../../../simulations/designs/outcomes.ts';

const reading = readPlausibleWorlds(plausibleWorlds);
const ranges = reading.kind === 'plausible' ? reading.plausible.ranges : [];

/** Names of the ranges that are factors on what stands there. */
export const factors: ReadonlySet<string> = new Set(
  ranges.filter(({ scale }) => scale === 'factor').map(nameInFull),
);

const measured = new Set(ranges.filter(({ evidence }) => evidence !== undefined).map(nameInFull));

/** Of these the ranges of what somebody has measured; the others are assumptions. */
export function evidenceRanges(world: object): readonly ParameterRange[] {
  return rangesOf(world).filter(({ name }) => measured.has(name));
}

/** The ranges that the claims are tried in, as far as this world has the parameters. */
export function rangesOf(world: object): readonly ParameterRange[] {
  return reading.kind === 'plausible' ? plausibleRanges(reading.plausible, { world }) : [];
}
