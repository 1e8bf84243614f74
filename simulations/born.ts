/**
 * What every newcomer draws: traits, the first occurrences of three clocks, and the changes of usage of the first months. All
 * are sure to be asked for, or nearly, so they are drawn together (Luck.uniforms).
 */
import { decisions } from './decisions.ts';

/** Block by block, each of two numbers: of which decision, and which of its blocks. */
const drawn = [
  [decisions.trait, 0],
  [decisions.trait, 1],
  [decisions.trait, 2],
  [decisions.leave, 0],
  [decisions.milestone, 0],
  [decisions.ticket, 0],
  [decisions.usageChange, 0],
  [decisions.usageChange, 1],
] as const;

export const bornDecisions = Int32Array.from(drawn, ([decision]) => decision);
export const bornBlocks = Int32Array.from(drawn, ([, block]) => block);

const placeOf = (decision: number): number => 2 * bornDecisions.indexOf(decision);

/** Where the first occurrence of a decision stands among the numbers; the next ones follow. */
export const bornAt = {
  trait: placeOf(decisions.trait),
  leave: placeOf(decisions.leave),
  milestone: placeOf(decisions.milestone),
  ticket: placeOf(decisions.ticket),
  usageChange: placeOf(decisions.usageChange),
};

/** Months whose change of usage is drawn at birth. */
export const BORN_MONTHS = 2 * bornDecisions.filter((decision) => decision === decisions.usageChange).length;
