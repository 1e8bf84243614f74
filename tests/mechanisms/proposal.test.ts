import { describe, expect, test } from 'vitest';
import {
  ADD_ON,
  BUNDLE,
  isRelevant,
  JUMP,
  UPGRADE,
  usesHalf,
  YEAR,
  YEARS,
} from '../../simulations/mechanisms/proposal.ts';
import { tier } from '../support/neutral-study.ts';
import { stage } from './stage.ts';

const levers = {
  ladder: { tiers: [tier('Small', 10, { usageLimit: 100 }), tier('Large', 40)] },
  addOns: { a: 5, b: 5, c: 5 },
  bundle: { addOns: ['a', 'b'], discount: 0.2 },
};
const relevant = (proposal: { kind: number; addOn?: number }, state: object) => {
  const { life, scene } = stage(levers, { pays: 0 });
  Object.assign(life.proposal, proposal);
  Object.assign(life, state);
  return isRelevant(life, scene);
};

describe('who uses half of the plan', () => {
  const uses = (state: object, pays = 0) => {
    const { life, scene } = stage(levers, { pays });
    Object.assign(life, state);
    return usesHalf(life, scene);
  };
  test('by usage', () => {
    expect(uses({ logUsage: Math.log(51) })).toBe(true);
    expect(uses({ logUsage: Math.log(49) })).toBe(false);
  });
  test('whoever is at or near any limit', () => {
    expect(uses({ blocked: true })).toBe(true);
    expect(uses({ nearLimit: true })).toBe(true);
  });
  test('nobody on a plan without limits', () => {
    expect(uses({ logUsage: 50 }, 1)).toBe(false);
  });
});

describe('relevance', () => {
  test('an add-on that is needed', () => {
    expect(relevant({ kind: ADD_ON, addOn: 1 }, { needs: 0b010 })).toBe(true);
    expect(relevant({ kind: ADD_ON, addOn: 1 }, { needs: 0b101 })).toBe(false);
  });
  test('a bundle with a part that is needed and not owned', () => {
    expect(relevant({ kind: BUNDLE }, { needs: 0b010 })).toBe(true);
    expect(relevant({ kind: BUNDLE }, { needs: 0b010, owned: 0b010 })).toBe(false);
    expect(relevant({ kind: BUNDLE }, { needs: 0b100 })).toBe(false);
  });
  test('a larger plan for whoever uses half or does not pay yet', () => {
    for (const kind of [UPGRADE, JUMP]) {
      expect(relevant({ kind }, { logUsage: Math.log(60) })).toBe(true);
      expect(relevant({ kind }, { logUsage: 0 })).toBe(false);
      expect(relevant({ kind }, { logUsage: 0, paying: false })).toBe(true);
    }
  });
  test('any contract', () => {
    expect(relevant({ kind: YEAR }, {})).toBe(true);
    expect(relevant({ kind: YEARS }, {})).toBe(true);
  });
});
