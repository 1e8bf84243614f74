import { declarationOf } from '../../../simulations/parameters/declare.ts';
import { stepsOf } from '../../../simulations/parameters/pointer.ts';
import { schemaAt } from '../../../simulations/parameters/registry.ts';
import { Scenario } from '../../../simulations/parameters/scenario.ts';
import type { NumberDeclaration } from '../../controls/understand.ts';

export type Range = Pick<NumberDeclaration, 'kind' | 'min' | 'max'>;

/**
 * Whether nothing lies beyond an end of what was tried: the declaration allows no further value, or it is no limit at all.
 * Any other end is one that somebody chose.
 */
export function isHardEnd(
  value: number | null,
  end: 'first' | 'last' | null,
  declared: Range | undefined,
): boolean {
  if (value === null) return true;
  if (declared === undefined || end === null) return false;
  // Above the largest limit there is still none at all.
  return end === 'first' ? value <= declared.min : declared.kind !== 'limit' && value >= declared.max;
}

/** The declaration of the number at a pointer of a scenario. */
export function declaredAt(pointer: string): NumberDeclaration | undefined {
  const declared = declarationOf(schemaAt(stepsOf(pointer) ?? []) ?? Scenario);
  return declared?.kind === 'quantity' || declared?.kind === 'whole' || declared?.kind === 'limit'
    ? declared
    : undefined;
}
