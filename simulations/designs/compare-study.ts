/**
 * A scenario made ready to be compared: plain numbers, and for each parameter that is a distribution one draw per
 * replication, spread evenly over the distributions (uncertainty-draws.ts). So more futures leave the earlier ones as they
 * were, and a parameter of the strategies that both leave uncertain meets the same draw in both. Runs where scenarios are
 * read, not in a worker: it knows the declarations.
 */
import { resolveScenario, uncertainParameters } from '../parameters/distributions.ts';
import type { Scenario } from '../parameters/scenario.ts';
import type { CompareStudy } from './compare.ts';
import { drawParameters } from './uncertainty-draws.ts';

/** What a design that looks at one world, and not at every draw, has to say of a scenario with uncertain inputs. */
export const atMedians =
  'Every uncertain input stands at its median here; Compare averages over what they may be, so its gap can be another one.';

export function compareStudy(scenario: Scenario): CompareStudy {
  const uncertain = uncertainParameters(scenario);
  const { world, strategies } = resolveScenario(
    scenario,
    uncertain.map(() => 0.5),
  );
  const study = { world, strategies, run: scenario.run };
  if (uncertain.length === 0) return study;
  const { draws } = drawParameters(uncertain, scenario.run, scenario.run.correlations);
  return { ...study, draws };
}
