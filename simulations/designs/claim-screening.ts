/**
 * Which parameters are worth a search for a flip: those whose ranks go most with the effect over the drawn worlds (Spearman).
 * The worlds are lived anyway for the robustness, so that nobody has to guess what turns a claim. A screen, not a measure: it
 * overlooks a parameter that helps and harms in turn, and with few worlds it is mostly luck.
 */
import { spearman } from '../statistics/rank-correlation.ts';
import type { ParameterRange } from './outcomes.ts';

/** At most `most` of the `eligible`, the strongest first. `worlds` lists the values of `ranges`, `effects` what came of them. */
export function turningRanges(
  eligible: readonly ParameterRange[],
  ranges: readonly ParameterRange[],
  worlds: readonly (readonly number[])[],
  effects: readonly number[],
  most: number,
): readonly ParameterRange[] {
  const known = worlds.flatMap((values, world) => {
    const effect = effects[world] ?? NaN;
    return effect === effect ? [{ values, effect }] : [];
  });
  const outcome = known.map(({ effect }) => effect);
  return eligible
    .map((range) => {
      const column = ranges.indexOf(range);
      const strength = Math.abs(
        spearman(
          known.map(({ values }) => values[column] ?? NaN),
          outcome,
        ),
      );
      return { range, strength: strength === strength ? strength : 0 };
    })
    .filter(({ strength }) => strength > 0)
    .toSorted((one, other) => other.strength - one.strength)
    .slice(0, most)
    .map(({ range }) => range);
}
