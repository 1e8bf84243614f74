/**
 * A claim as a file: a base scenario, arms as patches of it, a metric, a horizon, and what the numbers must show for the claim to
 * hold. Text becomes a claim with its arms worked out and checked like any scenario, or a list of what is wrong with it.
 * Pointers lead into an arm, /world/… or /strategy/…; * stands for any item of a list or key of a table.
 */
import type { z } from 'zod';
import { uncertainParameters } from '../simulations/parameters/distributions.ts';
import { pointerOf } from '../simulations/parameters/pointer.ts';
import { foundText } from '../simulations/parameters/problem.ts';
import type { Problem } from '../simulations/parameters/problem.ts';
import type { Scenario } from '../simulations/parameters/scenario.ts';
import { armsOf } from './claim-arms.ts';
import type { LivedArm } from './claim-arms.ts';
import { checkEffects, conditionsOf, formulaOf } from './claim-effects.ts';
import type { ClaimConditions, ClaimEffect } from './claim-effects.ts';
import { ClaimFile } from './claim-file.ts';
import type { PlausibleWorlds, unit } from './claim-file.ts';
import { rangeOf } from './plausible-worlds.ts';
import type { WorldRange } from './plausible-worlds.ts';
import { shapeOf } from './shaped-json.ts';

export interface Claim {
  readonly file: ClaimFile;
  readonly arms: readonly LivedArm[];
  readonly run: Scenario['run'];
  readonly conditions: ClaimConditions;
  readonly beside: readonly {
    readonly name: string;
    readonly unit: z.infer<typeof unit>;
    readonly effect: ClaimEffect;
  }[];
  readonly ranges: readonly WorldRange[];
  readonly candidates: readonly WorldRange[];
}

export type ClaimReading =
  | { readonly kind: 'claim'; readonly claim: Claim }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** `bases` gives a base scenario by its name. */
export function readClaim(
  text: string,
  bases: (name: string) => Scenario | undefined,
  plausible: PlausibleWorlds,
): ClaimReading {
  const shaped = shapeOf(ClaimFile, text);
  if ('problems' in shaped) return { kind: 'problems', problems: shaped.problems };
  const file = shaped.value;
  const base = bases(file.base);
  if (base === undefined)
    return refused('/base', file.base, 'the name of a base scenario', 'For example "default".');
  if (uncertainParameters(base).length > 0)
    return refused(
      '/base',
      file.base,
      'a base without distributions',
      'Worlds are drawn by the claim itself.',
    );

  const problems: Problem[] = [];
  const ranges = [...plausible.ranges, ...file.flip.filter((candidate) => typeof candidate !== 'string')];
  const arms = armsOf(file, base, ranges, problems);
  checkEffects(file, arms.length, base.world.segments.length, problems);
  const conditions = conditionsOf(file, problems);
  const [first] = arms;
  if (problems.length > 0 || first === undefined || conditions === undefined)
    return { kind: 'problems', problems };

  const known = plausible.ranges.map((range) => rangeOf(range, arms));
  const candidates = file.flip.map((candidate, index): WorldRange | undefined => {
    const range =
      typeof candidate === 'string' ? plausible.ranges.find((one) => one.name === candidate) : candidate;
    const found = range === undefined ? undefined : rangeOf(range, arms);
    if (found === undefined)
      problems.push({
        path: pointerOf(['flip', index]),
        found: foundText(typeof candidate === 'string' ? candidate : candidate.name),
        expected: 'a plausible range, or one of its own, that some arm leaves alone and that has numbers',
        hint: 'Names of plausible ranges stand in plausible-worlds.json.',
      });
    return found;
  });
  if (problems.length > 0) return { kind: 'problems', problems };
  return {
    kind: 'claim',
    claim: {
      file,
      arms,
      run: {
        ...base.run,
        months: file.months,
        replications: file.replications,
        ltvMonths: Math.min(base.run.ltvMonths, Math.max(12, file.months - 24)),
      },
      conditions,
      beside: (file.beside ?? []).map((one) => ({ ...one, effect: formulaOf(one.effect, arms.length) })),
      ranges: known.filter((range) => range !== undefined),
      candidates: candidates.filter((range) => range !== undefined),
    },
  };
}

function refused(path: string, found: unknown, expected: string, hint: string): ClaimReading {
  return { kind: 'problems', problems: [{ path, found: foundText(found), expected, hint }] };
}
