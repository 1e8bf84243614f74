/**
 * A scenario made ready to be compared: plain numbers, and for each parameter that is a distribution one draw per
 * replication, from a uniform addressed by (seed, replication, parameter). So more futures leave the earlier ones as
 * they were, another uncertain parameter changes no other's draws, and a parameter of the strategies that both leave
 * uncertain meets the same luck in both. Runs where scenarios are read, not in a worker: it knows the declarations.
 */
import { resolveScenario, uncertainParameters } from '../parameters/distributions.ts';
import type { Scenario } from '../parameters/scenario.ts';
import { hash32 } from '../random/hash.ts';
import { keyFromPhrase } from '../random/key.ts';
import { Luck } from '../random/luck.ts';
import type { CompareStudy } from './compare.ts';

const PARAMETERS = hash32('parameters') | 0;
/** Number of the decision (decisions.ts) that parameters are drawn by. */
const PARAMETER_DRAW = 203;

export function compareStudy(scenario: Scenario): CompareStudy {
  const uncertain = uncertainParameters(scenario);
  const { world, strategies } = resolveScenario(
    scenario,
    uncertain.map(() => 0.5),
  );
  const study = { world, strategies, run: scenario.run };
  if (uncertain.length === 0) return study;

  const luck = new Luck(keyFromPhrase(scenario.run.seed));
  const names = uncertain.map(
    ({ pointer }) => hash32(pointer.replace(/^\/strategies\/\d+/, '/strategy')) | 0,
  );
  const values = new Float64Array(uncertain.length * scenario.run.replications);
  for (let replication = 0; replication < scenario.run.replications; replication++) {
    luck.replication(replication);
    uncertain.forEach(({ quantiles }, index) => {
      luck.entity(names[index] ?? 0, PARAMETERS, 0);
      values[replication * uncertain.length + index] = quantiles(luck.uniform(PARAMETER_DRAW, 0));
    });
  }
  return { ...study, draws: { pointers: uncertain.map(({ pointer }) => pointer), values } };
}
