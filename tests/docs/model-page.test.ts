import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { compareStudy } from '../../simulations/designs/compare-study.ts';
import { Ledger, monthly } from '../../simulations/ledger.ts';
import { begin, drawPayerTraits, Life, ORGANIC } from '../../simulations/life.ts';
import { freePlanDraw, paidSignups } from '../../simulations/mechanisms/arrivals.ts';
import { leftForAcquisition } from '../../simulations/mechanisms/budget.ts';
import { discover } from '../../simulations/mechanisms/discovery.ts';
import { pleases, wrongs } from '../../simulations/mechanisms/feelings.ts';
import { pressureToLeave } from '../../simulations/mechanisms/leaving.ts';
import { reputationAfter } from '../../simulations/mechanisms/word-of-mouth.ts';
import { logWorth } from '../../simulations/mechanisms/worth.ts';
import { parameters } from '../../simulations/parameters/registry.ts';
import type { ResolvedStrategy } from '../../simulations/parameters/strategy/strategy.ts';
import type { ResolvedWorld } from '../../simulations/parameters/world/world.ts';
import { exp } from '../../simulations/random/exponential.ts';
import { keyFromPhrase } from '../../simulations/random/key.ts';
import { Luck } from '../../simulations/random/luck.ts';
import { layoutOf } from '../../simulations/layout-of.ts';
import { Scene } from '../../simulations/scene.ts';
import { fromCohort, survival } from '../../simulations/theory/shifted-beta-geometric.ts';
import { neutralSegment, neutralStrategy, neutralWorld } from '../support/neutral-study.ts';
import { simulated } from '../support/simulated.ts';

const page = readFileSync('simulations/README.md', 'utf8');

// ---- What an example of the page stands for ------------------------------------------------------------------

type Given = Readonly<Record<string, number>>;
/** A number, or several by name; `error` is the standard error of what was simulated. */
type Found = number | { readonly numbers: Given } | { readonly value: number; readonly error: number };

const read = readScenario(readFileSync('scenarios/default.json', 'utf8'));
if (read.kind !== 'scenario') throw new Error('the default scenario is readable');
const study = compareStudy(read.scenario);
const { world, run } = study;
const [, strategy] = study.strategies;
if (strategy === undefined) throw new Error('the default scenario has two strategies');

const sceneOf = (changes: Partial<{ world: ResolvedWorld; strategy: ResolvedStrategy }> = {}) =>
  new Scene({ world, strategy, run, ...changes });

/** A paying small team with nothing special about it. */
function typicalLife(scene: Scene): Life {
  const life = new Life(scene);
  const luck = new Luck(keyFromPhrase('page'));
  luck.replication(0);
  luck.entity(0, 0, 0);
  const segment = scene.segments[0]!;
  begin(life, scene, luck, segment, ORGANIC, 0);
  drawPayerTraits(life, scene, luck);
  life.month = 12;
  life.paying = true;
  life.tier = scene.firstPaidTier;
  life.planMrr = scene.tiers[life.tier]!.price;
  life.logWillingness = segment.logWillingness;
  life.logUsage = segment.logStartingUsage;
  life.seats = Math.round(segment.startingSeats);
  life.logSeats = segment.logStartingSeats;
  life.engagement = segment.engagement;
  life.value = 0.5;
  life.needs = 0;
  return life;
}

const given = (values: Given, name: string): number => {
  const value = values[name];
  if (value === undefined) throw new Error(`the example gives no ${name}`);
  return value;
};

function addOnAccepted(values: Given): Found {
  const base = neutralWorld();
  const needed = given(values, 'need') > 0;
  const customers = 20_000;
  const [ledger] = simulated({
    world: neutralWorld({
      market: { ...base.market, startingCustomers: customers },
      segments: [neutralSegment({ firstMonthChurn: 0, needs: { extra: needed ? 1 : 0 } })],
      product: { ...base.product, addOns: [{ id: 'extra', name: 'Extra' }] },
      acceptance: {
        ...base.acceptance,
        addOn: given(values, 'addOn'),
        need: Math.abs(given(values, 'need')),
      },
    }),
    strategy: neutralStrategy({
      addOns: [{ addOn: 'extra', pricePerMonth: 1 }],
      offers: { ...neutralStrategy().offers, blastEvery: 1, upgrades: false },
    }),
    run: { seed: 'page', months: 2, ltvMonths: 1 },
  });
  const value = ledger!.sum('offersAccepted') / ledger!.sum('offersShown');
  return { value, error: Math.sqrt((value * (1 - value)) / customers) };
}

function signupsByFreePlan({ limit = NaN, startingUsage = NaN, referenceFreeUsage = NaN }: Given): Found {
  const [free, ...others] = strategy!.ladder.tiers;
  const tiers = [{ ...free!, usageLimit: limit }, ...others];
  const scene = sceneOf({
    world: {
      ...world,
      market: { ...world.market, referenceFreeUsage },
      segments: [{ ...world.segments[0]!, startingUsage }],
    },
    strategy: { ...strategy!, ladder: { ...strategy!.ladder, tiers } },
  });
  return freePlanDraw(scene, scene.segments[0]!);
}

function simulatedSurvival(values: Given): Found {
  const customers = 12_000;
  const { months, ...traits } = values;
  const base = neutralWorld();
  const [ledger] = simulated({
    world: neutralWorld({
      market: { ...base.market, startingCustomers: customers },
      segments: [neutralSegment(traits)],
    }),
    strategy: neutralStrategy(),
    run: { seed: 'page', months: months ?? NaN, ltvMonths: 1 },
  });
  const value = ledger!.total('payingCustomers', (months ?? NaN) - 1) / customers;
  return { value, error: Math.sqrt((value * (1 - value)) / customers) };
}

function acquisitionSpend({ perMonth = NaN, shareOfRevenue = NaN, ...spent }: Given): Found {
  const scene = sceneOf({
    strategy: { ...strategy!, budget: { ...strategy!.budget, perMonth, shareOfRevenue } },
  });
  const ledger = new Ledger(layoutOf({ world, strategy: strategy!, run }));
  ledger.post(monthly.revenue, 0, given(spent, 'revenue'));
  ledger.post(monthly.successCost, 0, given(spent, 'successCost'));
  ledger.post(monthly.programCost, 0, given(spent, 'programCost'));
  return leftForAcquisition(scene, ledger, 1);
}

function worthOfPlan(values: Given): Found {
  const changed = {
    ...world,
    segments: [{ ...world.segments[0]!, willingnessToPay: given(values, 'willingnessToPay') }],
  };
  const scene = sceneOf({ world: changed });
  const life = typicalLife(scene);
  life.value = given(values, 'value');
  life.logUsage += Math.log(given(values, 'usage') / world.segments[0]!.startingUsage);
  // The dearest plan has room for everybody.
  return exp(logWorth(life, scene, scene.tiers.length - 1, 0));
}

function logHazardRatio(values: Given): Found {
  const scene = sceneOf();
  const life = typicalLife(scene);
  life.value = given(values, 'value');
  life.trust = given(values, 'trust');
  const products = given(values, 'products');
  life.owned = life.needs = 2 ** products - 1;
  life.logSeats = 0;
  // The bill is what it is worth at most, so that only what the example names acts.
  life.planMrr = 0.01;
  return pressureToLeave(life, scene, 0);
}

/** Share of a month's wishes at a hazard ratio of exp(x), through the life itself. */
function hazardOfLeaving(values: Given): Found {
  const customers = 40_000;
  const base = neutralWorld();
  const [ledger] = simulated({
    world: neutralWorld({
      market: { ...base.market, startingCustomers: customers },
      segments: [neutralSegment({ firstMonthChurn: given(values, 'firstMonthChurn') })],
      // Value starts at one half and is discovered wholly: the effect of a half of `value` is x.
      product: { ...base.product, discoveryRate: 1 - 1e-12 },
      leaving: { ...base.leaving, value: -2 * given(values, 'x') },
    }),
    strategy: neutralStrategy(),
    run: { seed: 'page', months: 1, ltvMonths: 1 },
  });
  const value = ledger!.sum('voluntaryChurn') / customers;
  return { value, error: Math.sqrt((value * (1 - value)) / customers) };
}

function valueDiscovered({ months = NaN }: Given): Found {
  const scene = sceneOf();
  const life = typicalLife(scene);
  life.value = 0;
  for (let month = 0; month < months; month++) discover(life, scene);
  return life.value;
}

function trustAfter(values: Given, happens: (life: Life, scene: Scene) => void): Found {
  const { trust = NaN, ...changes } = values;
  const scene = sceneOf({ world: { ...world, feelings: { ...world.feelings, ...changes } } });
  const life = typicalLife(scene);
  life.trust = trust;
  happens(life, scene);
  return life.trust;
}

function reputationLater(values: Given): Found {
  let reputation = world.wordOfMouth.startingReputation;
  for (let month = 0; month < given(values, 'months'); month++) {
    reputation = reputationAfter(world, reputation, given(values, 'praise'), given(values, 'warnings'));
  }
  return reputation;
}

const manipulated = (changes: Given): Scene =>
  sceneOf({ strategy: { ...strategy, manipulation: { ...strategy.manipulation, ...changes } } });

const examples: Readonly<Record<string, (values: Given) => Found>> = {
  'alpha and beta from a cohort': (values) => ({
    numbers: {
      ...fromCohort(given(values, 'firstMonthChurn'), given(values, 'surviving'), given(values, 'months'))!,
    },
  }),
  'simulated survival': simulatedSurvival,
  'acquisition spend': acquisitionSpend,
  'paid sign-ups a month': (values) => paidSignups(sceneOf(), given(values, 'spend')),
  'sign-ups by the free plan': signupsByFreePlan,
  'value discovered': valueDiscovered,
  'accuracy of targeting': ({ programSpend = NaN, targetingScale = NaN }) =>
    sceneOf({
      world: { ...world, acceptance: { ...world.acceptance, targetingScale } },
      strategy: { ...strategy, offers: { ...strategy.offers, programSpend } },
    }).accuracy,
  'add-on accepted': addOnAccepted,
  persuasion: (values) => manipulated(values).persuasion,
  'worth of a plan': worthOfPlan,
  'trust after a bad event': (values) => trustAfter(values, (life, scene) => wrongs(life, scene, 1)),
  'trust after a good event': (values) => trustAfter(values, pleases),
  survival: ({ alpha = NaN, beta = NaN, months = NaN }) => survival({ alpha, beta }, months),
  'hazard of leaving': hazardOfLeaving,
  'log hazard ratio': logHazardRatio,
  'cancellation a month': (values) => 1 - exp(-manipulated(values).cancelHazard),
  reputation: reputationLater,
  'discount factor': ({ discountRate = NaN, months = NaN }) =>
    sceneOf({ world: { ...world, costs: { ...world.costs, discountRate } } }).discountFactors[months] ?? NaN,
};

// ---- Reading the page ----------------------------------------------------------------------------------------

interface Example {
  readonly line: string;
  readonly name: string;
  readonly values: Given;
  /** Numbers as the page prints them, by name; "" for a single one. */
  readonly expected: Readonly<Record<string, string>>;
}

function pairsIn(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const words = part.trim().split(' ');
      return [words.slice(0, -1).join(' '), words.at(-1) ?? ''];
    }),
  );
}

function examplesIn(text: string): readonly Example[] {
  const blocks = [...text.matchAll(/```example\n([\s\S]*?)```/g)].map(([, body]) => body ?? '');
  return blocks
    .flatMap((block) => block.trim().split('\n'))
    .map((line) => {
      const [name = '', values = '', expected = ''] = line.split(' | ');
      const numbers = Object.fromEntries(
        Object.entries(pairsIn(values)).map(([key, number]) => [key, Number(number)]),
      );
      return { line, name, values: numbers, expected: pairsIn(expected) };
    });
}

/** Half of the last digit that the page prints. */
function rounding(text: string): number {
  const decimals = text.split('.')[1]?.length ?? 0;
  return 0.5 * 10 ** -decimals + 1e-12;
}

/** A number and its standard error, 0 where nothing was drawn. */
function valueOf(found: Found, key: string): readonly [number, number] {
  if (typeof found === 'number') return [found, 0];
  return 'numbers' in found ? [found.numbers[key] ?? NaN, 0] : [found.value, found.error];
}

/** Names of those numbers of an example that are not what the code gives. */
function wrongIn({ name, values, expected }: Example): readonly string[] {
  const example = examples[name];
  if (example === undefined) return [`no example is called ${name}`];
  const found = example(values);
  return Object.entries(expected)
    .filter(([key, text]) => {
      const [value, error] = valueOf(found, key);
      return !(Math.abs(value - Number(text)) <= rounding(text) + 5 * error);
    })
    .map(([key, text]) => `${name} ${key} is printed as ${text} and is ${JSON.stringify(found)}`);
}

// ---- Tests ---------------------------------------------------------------------------------------------------

describe('the examples of the model page', () => {
  const listed = examplesIn(page);

  it.each(listed.map((example) => [example.line, example] as const))('%s', (_, example) => {
    expect(wrongIn(example)).toEqual([]);
  });

  it('are all there', () => {
    expect(new Set(listed.map(({ name }) => name))).toEqual(new Set(Object.keys(examples)));
  });

  it.each(listed.map((example) => [example.line, example] as const))(
    'would be seen if a tenth off: %s',
    (_, example) => {
      const off = Object.fromEntries(
        Object.entries(example.expected).map(([key, text]) => [
          key,
          (Number(text) * 1.1 + 0.005).toPrecision(8),
        ]),
      );
      expect(wrongIn({ ...example, expected: off }).length).toBe(Object.keys(off).length);
    },
  );
});

describe('what the model page names', () => {
  it('is every mechanism', () => {
    const files = readdirSync('simulations/mechanisms').filter((file) => file.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(15);
    expect(files.filter((file) => !page.includes(`\`${file}\``))).toEqual([]);
  });

  it('is every number that the world is made of', () => {
    const inWorld = parameters().filter(
      ({ pattern, about }) => pattern.startsWith('/world/') && about.kind !== 'text',
    );
    const names = inWorld.map(({ pattern }) => pattern.replace(/\/\*$/, '').split('/').at(-1) ?? '');
    expect(names.length).toBeGreaterThan(90);
    expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });

  it('is evidence that exists', () => {
    const known = new Set(
      (JSON.parse(readFileSync('scenarios/evidence.json', 'utf8')) as { id: string }[]).map(({ id }) => id),
    );
    const families = new Set([...known].map((id) => id.replace(/[a-z]$/, '')));
    const named = [
      ...page.matchAll(/\b(?:CH|CS|CO|CA|NR|EX|FR|BU|PR|OF|DP|TR|WM|CU|ST|WB|FI|PC)\d\d[a-z]?\b/g),
    ].map(([id]) => id);
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((id) => !known.has(id) && !families.has(id))).toEqual([]);
  });
});
