/** What the frozen bits are bits of: about a hundred answers of every function and sampler, none of them a truth. */
import { betaFromLuck } from '../../simulations/random/beta.ts';
import { betaQuantiles, hazardAtScore, quantileAtScore } from '../../simulations/random/beta-quantiles.ts';
import { binomial } from '../../simulations/random/binomial.ts';
import { exp, expm1 } from '../../simulations/random/exponential.ts';
import { gamma } from '../../simulations/random/gamma.ts';
import { betaDistribution } from '../../simulations/random/incomplete-beta.ts';
import { inverseNormal } from '../../simulations/random/inverse-normal.ts';
import { keyFromPhrase } from '../../simulations/random/key.ts';
import { logGamma } from '../../simulations/random/log-gamma.ts';
import { log, log1p } from '../../simulations/random/logarithm.ts';
import { logistic, logit } from '../../simulations/random/logistic.ts';
import { Luck } from '../../simulations/random/luck.ts';
import { normalDistribution } from '../../simulations/random/normal-distribution.ts';
import { poisson } from '../../simulations/random/poisson.ts';
import { power } from '../../simulations/random/power.ts';
import { toBits } from '../support/high-precision.ts';

const COUNT = 100;

export function frozenAnswers(): Readonly<Record<string, readonly string[]>> {
  const luck = new Luck(keyFromPhrase('frozen bits'));
  const table = betaQuantiles(0.668, 3.806);
  const u = (index: number): number => {
    luck.replication(index % 3);
    luck.entity(index, 0x1234abcd, index % 48);
    return luck.uniform(1, 2 * index); // first half of block `index`
  };
  const signed = (index: number): number => 2 * u(index) - 1;
  const answers: Record<string, (index: number) => number> = {
    uniform: u,
    exp: (index) => exp(signed(index) * (index < 80 ? 12 : 740)),
    expm1: (index) => expm1(signed(index)),
    log: (index) => log(index < 80 ? 4 * u(index) : exp(signed(index) * 700)),
    log1p: (index) => log1p(signed(index)),
    logistic: (index) => logistic(signed(index) * 30),
    logit: (index) => logit(u(index)),
    power: (index) => power(5 * u(index), signed(index + 1000) * 9),
    inverseNormal: (index) => inverseNormal(index < 80 ? u(index) : exp(-600 * u(index))),
    normalDistribution: (index) => normalDistribution(signed(index) * (index < 80 ? 6 : 37)),
    logGamma: (index) => logGamma(exp(signed(index) * 9)),
    betaDistribution: (index) => betaDistribution(u(index), 0.05 + 4 * u(index + 1000), 0.05 + index),
    poisson: (index) => poisson(exp(12 * u(index + 1000)), u(index)),
    binomial: (index) => binomial(index * index, u(index + 1000), u(index)),
    gamma: (index) => (u(index), gamma(luck, 2, 0, 0.1 + index / 20)),
    beta: (index) => (u(index), betaFromLuck(luck, 3, 0, 0.1 + index / 30, 2)),
    betaQuantile: (index) => quantileAtScore(table, inverseNormal(u(index))),
    betaHazard: (index) => hazardAtScore(table, inverseNormal(u(index))),
  };
  return Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      Array.from({ length: COUNT }, (_, index) => toBits(answer(index))),
    ]),
  );
}
