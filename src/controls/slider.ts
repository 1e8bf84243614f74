import { isShare } from '../format.ts';
import { distributionEnds } from './understand.ts';
import type { NumberDeclaration } from './understand.ts';

export interface SliderRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/**
 * The stretch a slider covers. Where the whole range is far wider than anything usual (a price up to a million), it
 * ends at a round number some times the usual value; the number field still takes the rest. `usual` are the values of
 * the scenario as opened, not those being dragged, so that the slider does not change under the hand.
 */
export function sliderRange(declared: NumberDeclaration, usual: readonly unknown[]): SliderRange {
  const { min, max } = declared;
  const known = [
    declared.default,
    ...usual.flatMap((value) => (typeof value === 'number' ? [value] : (distributionEnds(value) ?? []))),
  ];
  const largest = Math.max(...known.map(Math.abs));
  const reach = largest === 0 ? (max - min) / 10 : 4 * largest;
  const top = isShare(declared.unit) && max <= 1 ? max : Math.min(max, roundUp(reach));
  const bottom = Math.max(min, Math.min(-0, -top));
  const low = min < 0 ? bottom : min < top / 50 ? min : Math.min(min, ...known);
  const step = 10 ** Math.floor(Math.log10((top - low) / 100));
  return { min: low, max: top, step: declared.kind === 'whole' ? Math.max(1, Math.round(step)) : step };
}

/** The next of 1, 2, 5 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const lead = [1, 2, 5, 10].find((one) => value <= one * power * (1 + 1e-9)) ?? 10;
  return lead * power;
}

/** Where the thumb stands for a value: a limit that is off stands at the far end, a range at its middle. */
export function thumbAt(value: unknown, range: SliderRange): number {
  if (value === null) return range.max;
  const ends = typeof value === 'number' ? ([value, value] as const) : distributionEnds(value);
  const middle = ends === undefined ? range.min : (ends[0] + ends[1]) / 2;
  return Math.min(range.max, Math.max(range.min, middle));
}
