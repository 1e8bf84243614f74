// The 95 % intervals of a fitted churn hold the truth in 95 % of cohorts; intervals of 80 % do not (power twin).
import { expect, test } from 'vitest';
import { drops, likelihoodRegion } from '../../../simulations/calibration/likelihood-region.ts';
import { fitShiftedBetaGeometric } from '../../../simulations/calibration/shifted-beta-geometric-fit.ts';
import { binomial } from '../../../simulations/random/binomial.ts';
import { keyFromPhrase } from '../../../simulations/random/key.ts';
import { Luck } from '../../../simulations/random/luck.ts';
import { retention } from '../../../simulations/theory/shifted-beta-geometric.ts';

const truth = { alpha: 1.2, beta: 12.8 };
const churn = truth.alpha / (truth.alpha + truth.beta);
const COHORTS = 120;
const CUSTOMERS = 800;
const MONTHS = 15;

/** Who leaves in a month is binomial: the draws of θ are integrated out. */
function cohort(luck: Luck, number: number) {
  luck.replication(number);
  luck.entity(0, 1, 0);
  const atRisk: number[] = [];
  const left: number[] = [];
  let there = CUSTOMERS;
  for (let month = 1; month <= MONTHS; month++) {
    const lost = binomial(there, 1 - retention(truth, month), luck.uniform(month, 0));
    atRisk.push(there);
    left.push(lost);
    there -= lost;
  }
  return { atRisk, left };
}

function covered(drop: number): number {
  const luck = new Luck(keyFromPhrase('coverage'));
  let inside = 0;
  for (let number = 0; number < COHORTS; number++) {
    const { atRisk, left } = cohort(luck, number);
    const best = fitShiftedBetaGeometric(atRisk, left);
    if (best === null) throw new Error('no fit');
    const churns = likelihoodRegion(atRisk, left, best, drop).edge.map(
      ({ alpha, beta }) => alpha / (alpha + beta),
    );
    if (Math.min(...churns) <= churn && churn <= Math.max(...churns)) inside++;
  }
  return inside / COHORTS;
}

const reach = 5 * Math.sqrt((0.95 * 0.05) / COHORTS);

test('95 % of the intervals hold the churn that made the cohort', () => {
  expect(Math.abs(covered(drops.of95) - 0.95)).toBeLessThan(reach);
});

test('power twin: intervals of 80 % are told from it', () => {
  expect(Math.abs(covered(drops.of80) - 0.95)).toBeGreaterThan(reach);
});
