/**
 * docs/emergence.md: behaviour that nobody wrote into the model, measured. Every experiment changes the Balanced strategy
 * in the default world and lives the same futures again; nothing is tuned until it appears, and what does not appear is
 * said with its numbers.
 */
import { budgetSplit } from './emergence/budget-split.ts';
import { freePlanLimit } from './emergence/free-plan-limit.ts';
import { ladderSteps } from './emergence/ladder-steps.ts';
import { manipulation } from './emergence/manipulation.ts';
import type { Laboratory } from './emergence/sweep.ts';
import { triggersAndBlasts } from './emergence/triggers-and-blasts.ts';
import { studyOf } from './laboratory.ts';
import type { Run } from './laboratory.ts';
import { pageOf } from './page.ts';

export interface EmergenceSizes {
  readonly replications: number;
  readonly months: number;
  /** Manipulation loses late: it needs a longer run, of fewer futures. */
  readonly longReplications: number;
  readonly longMonths: number;
}

export async function emergencePage(
  run: Run,
  { replications, months, longReplications, longMonths }: EmergenceSizes,
): Promise<string> {
  const { world, strategies, run: settings } = studyOf('balanced.json');
  const strategy = strategies[0];
  if (strategy === undefined) throw new Error('balanced.json has a strategy');
  const laboratory: Laboratory = {
    run,
    base: { world, strategy },
    settings: { ...settings, replications, months },
    long: { ...settings, replications: longReplications, months: longMonths },
  };
  return pageOf([
    '# Emergent behaviour',
    '',
    `Made by \`npm run emergence\`: strategy *${strategy.name}* of \`scenarios/balanced.json\` in the default world, one thing changed at a`,
    `time, ${replications} futures of ${months} months on the same luck (manipulation: ${longReplications} of ${longMonths} months), seed \`${settings.seed}\`. Contribution is of`,
    'the whole run, undiscounted; what follows ± is the Monte Carlo standard error of the mean; a difference is paired future by',
    'future, its 95 % interval in brackets. None of this is written into the model, and no parameter was set to bring it about.',
    '',
    ...(await freePlanLimit(laboratory)),
    '',
    ...(await manipulation(laboratory)),
    '',
    ...(await budgetSplit(laboratory)),
    '',
    ...(await triggersAndBlasts(laboratory)),
    '',
    ...(await ladderSteps(laboratory)),
    '',
  ]);
}
