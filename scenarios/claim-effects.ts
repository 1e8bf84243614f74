/** What a claim measures: references into its arms checked, and the short forms of its effects spelled as formulas. */
import type { z } from 'zod';
import { isGroup, pointerOf } from '../simulations/parameters/pointer.ts';
import { foundText } from '../simulations/parameters/problem.ts';
import type { Problem } from '../simulations/parameters/problem.ts';
import type { ArmsEffect, ClaimFile, Term, WorldsEffect } from './claim-file.ts';

type Terms = readonly z.infer<typeof Term>[];
type Formula = {
  readonly kind: 'formula';
  readonly times: readonly Terms[];
  readonly over: readonly Terms[];
  readonly minus?: number | undefined;
};
export type ClaimEffect =
  Formula | Exclude<z.infer<typeof ArmsEffect>, { kind: 'difference' | 'contrast' | 'formula' }>;

/** Conditions of arms or of worlds, never both. */
export type ClaimConditions =
  | readonly (Omit<ClaimFile['conditions'][number], 'effect'> & { readonly effect: ClaimEffect })[]
  | readonly (Omit<ClaimFile['conditions'][number], 'effect'> & {
      readonly effect: z.infer<typeof WorldsEffect>;
    })[];

/** What is wrong is added to `problems`. */
export function checkEffects(file: ClaimFile, arms: number, segments: number, problems: Problem[]): void {
  const check = (value: unknown, steps: readonly (string | number)[]): void => {
    if (Array.isArray(value)) {
      value.forEach((item, index) => check(item, [...steps, index]));
      return;
    }
    if (!isGroup(value)) return;
    for (const [field, inner] of Object.entries(value)) {
      const isArm = ['arm', 'from', 'to'].includes(field);
      const most = isArm
        ? arms - 1
        : field === 'segment'
          ? segments - 1
          : field === 'month'
            ? file.months
            : Infinity;
      if (typeof inner === 'number' && inner > most) {
        problems.push({
          path: pointerOf([...steps, field]),
          found: foundText(inner),
          expected: `at most ${most}`,
          hint: isArm ? 'Arms are counted from 0.' : '',
        });
      }
      check(inner, [...steps, field]);
    }
  };
  check(file.conditions, ['conditions']);
  check(file.beside ?? [], ['beside']);
}

/** Undefined where they are of both kinds, which is added to `problems`. */
export function conditionsOf(file: ClaimFile, problems: Problem[]): ClaimConditions | undefined {
  const ofWorlds = file.conditions.flatMap(({ effect, ...rest }) =>
    effect.kind === 'correlation' || effect.kind === 'agreement' ? [{ ...rest, effect }] : [],
  );
  const ofArms = file.conditions.flatMap(({ effect, ...rest }) =>
    effect.kind === 'correlation' || effect.kind === 'agreement'
      ? []
      : [{ ...rest, effect: formulaOf(effect, file.sweep?.values.length ?? file.arms?.length ?? 0) }],
  );
  if (ofWorlds.length > 0 && ofArms.length > 0) {
    problems.push({
      path: '/conditions',
      found: 'conditions of arms and of worlds',
      expected: 'conditions of one kind',
      hint: 'A correlation or an agreement is about worlds, all else about arms.',
    });
    return undefined;
  }
  return ofWorlds.length > 0 ? ofWorlds : ofArms;
}

/** Differences and contrasts spelled as formulas. */
export function formulaOf(effect: z.infer<typeof ArmsEffect>, arms: number): ClaimEffect {
  if (effect.kind === 'difference') {
    const { from = 0, to = arms - 1, as, metric, month, segment } = effect;
    const quantity = {
      metric,
      ...(month === undefined ? {} : { month }),
      ...(segment === undefined ? {} : { segment }),
    };
    return changeOf({ ...quantity, arm: from }, { ...quantity, arm: to }, as);
  }
  if (effect.kind === 'contrast') {
    const { arm: place, first, second, as } = effect;
    return changeOf({ ...first, arm: place }, { ...second, arm: place }, as);
  }
  return effect;
}

function changeOf(first: Terms[number], second: Terms[number], as: 'amount' | 'share'): Formula {
  const difference = [second, { ...first, weight: -1 }];
  return { kind: 'formula', times: [difference], over: as === 'share' ? [[first]] : [] };
}
