import { describe, expect, it } from 'vitest';
import { observedCausal } from '../../simulations/designs/observed-causal.ts';
import type {
  ObservedCausalReading,
  ObservedCausalStudy,
  Share,
} from '../../simulations/designs/observed-causal.ts';
import { simulateReplications } from '../../simulations/replication.ts';
import { neutralSegment, neutralStrategy, neutralWorld } from '../support/neutral-study.ts';
import { plainDrive } from '../support/plain-drive.ts';

const reading = (study: ObservedCausalStudy): ObservedCausalReading =>
  plainDrive(observedCausal(study), simulateReplications).reading;

const errorsFromNothing = ({ value, standardError }: Share): number =>
  (value ?? NaN) / (standardError ?? NaN);

interface Choices {
  readonly fitCorrelation: number;
  readonly churnHeterogeneity: number;
  readonly product: number;
}

/** Two add-ons that whoever needs them takes at once; nothing else happens but leaving. */
function productStudy({ fitCorrelation, churnHeterogeneity, product }: Choices): ObservedCausalStudy {
  const base = neutralWorld();
  const addOns = ['reports', 'automation'];
  return {
    world: neutralWorld({
      market: { ...base.market, startingCustomers: 300 },
      segments: [
        neutralSegment({
          firstMonthChurn: 0.08,
          churnHeterogeneity,
          needs: { reports: 0.4, automation: 0.4 },
        }),
      ],
      product: { ...base.product, fitCorrelation, addOns: addOns.map((id) => ({ id, name: id })) },
      acceptance: { ...base.acceptance, addOn: 0, need: 40 },
      leaving: { ...base.leaving, product },
    }),
    strategy: neutralStrategy({
      addOns: addOns.map((addOn) => ({ addOn, pricePerMonth: 5 })),
      offers: { ...neutralStrategy().offers, blastEvery: 1, upgrades: false, atOnce: 2 },
    }),
    run: { seed: 'selection', months: 24, ltvMonths: 12, replications: 24 },
  };
}

describe('products and churn', () => {
  it('shows a difference that nothing causes where loyal customers buy more', () => {
    const { products } = reading(productStudy({ fitCorrelation: 0.7, churnHeterogeneity: 0.1, product: 0 }));
    expect(errorsFromNothing(products.observed)).toBeGreaterThan(10);
    expect(products.causal).toEqual({ value: 0, standardError: 0, low: 0, high: 0 });
    expect(products.selection).toEqual(products.observed);
    const churns = products.classes.slice(0, 3).map(({ churn }) => churn.value ?? NaN);
    expect(churns).toEqual(churns.toSorted((a, b) => b - a));
    expect((churns[2] ?? NaN) / (churns[0] ?? NaN)).toBeLessThan(0.8);
  });

  it('finds what is observed to be caused where all customers are alike', () => {
    const { products } = reading(productStudy({ fitCorrelation: 0, churnHeterogeneity: 0, product: 0.5 }));
    expect(errorsFromNothing(products.observed)).toBeGreaterThan(10);
    expect(errorsFromNothing(products.causal)).toBeGreaterThan(10);
    expect(Math.abs(errorsFromNothing(products.selection))).toBeLessThan(5);
    // A log hazard ratio of -0.5 for each product, on -ln(1-0.08).
    const [none, one, two] = products.classes.map(({ churn }) => churn);
    const expected = (owned: number) => 1 - 0.92 ** Math.exp(-0.5 * owned);
    [none, one, two].forEach((churn, owned) => {
      expect(Math.abs((churn?.value ?? NaN) - expected(owned)) / (churn?.standardError ?? NaN)).toBeLessThan(
        5,
      );
    });
    // Power: one product's effect less would be seen.
    expect(Math.abs((two?.value ?? NaN) - expected(1)) / (two?.standardError ?? NaN)).toBeGreaterThan(5);
  });

  it('has as shares of customer-months what adds up to all', () => {
    const { products, contracts } = reading(
      productStudy({ fitCorrelation: 0.7, churnHeterogeneity: 0.1, product: 0.1 }),
    );
    for (const { classes } of [products, contracts]) {
      expect(classes.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    }
  });
});

describe('contracts and churn', () => {
  const study = (annualAtStart: boolean): ObservedCausalStudy => {
    const base = neutralWorld();
    return {
      world: neutralWorld({
        market: { ...base.market, startingCustomers: 0, organicPerMonth: 30 },
        acceptance: { ...base.acceptance, annual: 0 },
      }),
      strategy: neutralStrategy({ contracts: { ...neutralStrategy().contracts, annualAtStart } }),
      run: { seed: 'term', months: 30, ltvMonths: 12, replications: 24 },
    };
  };

  it('finds nothing observed and nothing caused without contracts', () => {
    const { contracts } = reading(study(false));
    expect(contracts.classes.map(({ name, share }) => [name, share])).toEqual([
      ['monthly', 1],
      ['annual', 0],
      ['multiYear', 0],
    ]);
    expect(contracts.classes[1]?.churn.value).toBeNull();
    expect(contracts.observed.value).toBe(0);
    expect(contracts.causal).toEqual({ value: 0, standardError: 0, low: 0, high: 0 });
  });

  it('finds that contracts put leaving off, by as much as is observed where who signs is left to a coin', () => {
    const { contracts } = reading(study(true));
    expect(errorsFromNothing(contracts.causal)).toBeGreaterThan(10);
    expect(Math.abs(errorsFromNothing(contracts.selection))).toBeLessThan(5);
    expect(contracts.classes[1]?.churn.value).toBeLessThan(contracts.classes[0]?.churn.value ?? NaN);
    expect(contracts.classes[1]?.churnWhenOff.value).toBeNull();
  });
});
