// KA20: trust after twelve events that please with probability 0.9, by the mechanism's own functions and real luck.
import { expect, test } from 'vitest';
import { decisions } from '../../../simulations/decisions.ts';
import { pleases, wrongs } from '../../../simulations/mechanisms/feelings.ts';
import { stage } from '../../mechanisms/stage.ts';
import { disagreements, meanClaim } from '../../support/agreement.ts';

const LIVES = 300_000;

function trusts(lossRatio: number): Float64Array {
  const { life, scene, luck } = stage({ feelings: { trustGain: 0.05, trustLossRatio: lossRatio } });
  const trusted = new Float64Array(LIVES);
  for (let customer = 0; customer < LIVES; customer++) {
    luck.entity(customer, 20, 0);
    life.trust = 0.7;
    for (let event = 0; event < 12; event++) {
      if (luck.uniform(decisions.ticketResolved, event) < 0.9) pleases(life, scene);
      else wrongs(life, scene, 1);
    }
    trusted[customer] = life.trust;
  }
  return trusted;
}

test('mean trust after twelve events', () => {
  expect(disagreements([meanClaim('trust', trusts(5), 0.6667769313)])).toEqual([]);
});

test('twin: a loss 3 % heavier', () => {
  expect(disagreements([meanClaim('trust', trusts(5 * 1.03), 0.6667769313)])).toHaveLength(1);
});
