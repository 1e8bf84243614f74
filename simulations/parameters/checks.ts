/**
 * What no single field can tell: names that must differ, keys that must exist, ladders that must climb, distributions
 * that must fit their parameter. Runs on a scenario whose shape is right; what it lets through cannot break the model.
 */
import { hash24, hash32 } from '../random/hash.ts';
import type { Uncertain } from './declare.ts';
import { checkCorrelations, checkDistributions } from './distribution-checks.ts';
import { checkExtremes } from './extremes.ts';
import { Findings } from './findings.ts';
import { forbiddenNames } from './pointer.ts';
import type { Step } from './pointer.ts';
import { inWords, nearestName } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Scenario } from './scenario.ts';
import type { Strategy } from './strategy/strategy.ts';

export interface Checked {
  /** Reasons to refuse the scenario. */
  readonly problems: readonly Problem[];
  /** Worth knowing before a run; no reason to refuse. */
  readonly warnings: readonly Problem[];
}

export function checkScenario(scenario: Scenario): Checked {
  const found = new Findings();
  checkTexts(scenario, found);
  checkWorld(scenario, found);
  for (const [index, strategy] of scenario.strategies.entries()) {
    checkStrategy(strategy, ['strategies', index], scenario, found);
  }
  checkDistributions(scenario, found);
  const warnings = new Findings();
  // Ends of distributions and the size of what they do can be told only where each thing is in order by itself.
  if (found.problems.length === 0) {
    checkExtremes(scenario, (...problem) => {
      found.add(...problem);
    });
    checkCorrelations(scenario, found, warnings);
  }
  warnOfWork(scenario, warnings);
  warnOfSilence(scenario, warnings);
  return { problems: found.problems, warnings: warnings.problems };
}

// ---- Names and keys ------------------------------------------------------------------------------------------

function checkTexts(scenario: Scenario, found: Findings): void {
  if (!/^[A-Z]{3}$/.test(scenario.world.currency)) {
    found.add(
      ['world', 'currency'],
      scenario.world.currency,
      'a currency code of three capital letters',
      'For example "USD", "EUR" or "JPY".',
    );
  }
  const named = (steps: readonly Step[], names: readonly string[], what: string, field = 'name') => {
    const seen = new Map<string, number>();
    for (const [index, name] of names.entries()) {
      const plain = name.trim().toLowerCase();
      const place = [...steps, index, field];
      if (plain === '') found.add(place, name, `a name of a ${what}`, 'Spaces alone cannot be told apart.');
      const twin = seen.get(plain);
      if (twin !== undefined) {
        found.add(
          place,
          name,
          `a name that no other ${what} has`,
          `Number ${twin + 1} of the list has it already; capitals and spaces around it make no difference.`,
        );
      } else seen.set(plain, index);
    }
  };
  named(
    ['world', 'segments'],
    scenario.world.segments.map(({ name }) => name),
    'segment',
  );
  named(
    ['world', 'product', 'addOns'],
    scenario.world.product.addOns.map(({ name }) => name),
    'add-on',
  );
  named(
    ['strategies'],
    scenario.strategies.map(({ name }) => name),
    'strategy',
  );
  for (const [index, { ladder }] of scenario.strategies.entries()) {
    named(
      ['strategies', index, 'ladder', 'tiers'],
      ladder.tiers.map(({ name }) => name),
      'plan',
    );
  }
}

function checkIds(
  steps: readonly Step[],
  ids: readonly string[],
  hash: (id: string) => number,
  found: Findings,
): void {
  const byId = new Map<string, number>();
  const byHash = new Map<number, string>();
  for (const [index, id] of ids.entries()) {
    const place = [...steps, index, 'id'];
    if (forbiddenNames.includes(id)) {
      found.add(place, id, 'a key that is no word of JavaScript’s own', 'Rename it.');
    }
    const twin = byId.get(id);
    const double = byHash.get(hash(id));
    if (twin !== undefined) {
      found.add(
        place,
        id,
        'a key that nobody else in the list has',
        `Number ${twin + 1} of the list has it already.`,
      );
    } else if (double !== undefined) {
      // Their customers would share every draw of luck.
      found.add(
        place,
        id,
        `a key whose hash differs from that of "${double}"`,
        'The two would share their luck by an accident of arithmetic: rename one of them.',
      );
    }
    byId.set(id, twin ?? index);
    byHash.set(hash(id), id);
  }
}

/** Every known key has an entry, and every entry a known key. */
function checkKeys(
  steps: readonly Step[],
  table: Readonly<Record<string, unknown>>,
  known: readonly string[],
  what: string,
  found: Findings,
): void {
  for (const key of known) {
    if (!Object.hasOwn(table, key)) {
      found.add(
        [...steps, key],
        undefined,
        `an entry for the ${what} "${key}"`,
        `Add "${key}": 0 if there is none.`,
      );
    }
  }
  for (const key of Object.keys(table)) {
    if (known.includes(key)) continue;
    // Nobody reads the hint of the thousandth wrong key.
    const hint = found.problems.length < MOST_HINTS ? hintOfKey(key, known, what) : '';
    found.add([...steps, key], table[key], `the key of a known ${what}`, hint);
  }
}

const MOST_HINTS = 200;

function hintOfKey(key: string, known: readonly string[], what: string): string {
  const nearest = nearestName(key, known);
  if (nearest !== undefined) return `Did you mean "${nearest}"?`;
  return known.length === 0
    ? `The world has no ${what}.`
    : `Known: ${inWords(known.map((id) => `"${id}"`))}.`;
}

// ---- The world -----------------------------------------------------------------------------------------------

function checkWorld({ world }: Scenario, found: Findings): void {
  checkIds(
    ['world', 'segments'],
    world.segments.map(({ id }) => id),
    hash32,
    found,
  );
  const addOns = world.product.addOns.map(({ id }) => id);
  checkIds(['world', 'product', 'addOns'], addOns, hash24, found);
  for (const [index, segment] of world.segments.entries()) {
    checkKeys(['world', 'segments', index, 'needs'], segment.needs, addOns, 'add-on', found);
  }
  if (world.segments.every(({ share }) => share === 0)) {
    found.add(
      ['world', 'segments', 0, 'share'],
      0,
      'a share above 0 for at least one segment',
      'With all shares at 0 nobody ever arrives.',
    );
  }
  const { cancellation, cancellationHidden } = world.leaving;
  if (middleOf(cancellationHidden) > middleOf(cancellation)) {
    found.add(
      ['world', 'leaving', 'cancellationHidden'],
      cancellationHidden,
      `at most the ${middleOf(cancellation)} of an open way out`,
      'Hiding the way out cannot make it faster.',
    );
  }
}

// ---- Strategies ----------------------------------------------------------------------------------------------

function checkStrategy(
  strategy: Strategy,
  steps: readonly Step[],
  scenario: Scenario,
  found: Findings,
): void {
  const { world } = scenario;
  checkKeys(
    [...steps, 'success', 'coverage'],
    strategy.success.coverage,
    world.segments.map(({ id }) => id),
    'segment',
    found,
  );
  checkLadder(strategy.ladder, [...steps, 'ladder'], found);

  const known = world.product.addOns.map(({ id }) => id);
  const sold = strategy.addOns.map(({ addOn }) => addOn);
  for (const [index, addOn] of sold.entries()) {
    const place = [...steps, 'addOns', index, 'addOn'];
    if (!known.includes(addOn))
      found.add(place, addOn, 'the key of a known add-on', hintOfKey(addOn, known, 'add-on'));
    else if (sold.indexOf(addOn) < index)
      found.add(place, addOn, 'each add-on once', 'It is on sale already.');
  }
  if (strategy.bundle === null) return;
  const parts = strategy.bundle.addOns;
  const bundle = [...steps, 'bundle', 'addOns'];
  if (parts.length < 2)
    found.add(bundle, parts, 'at least two add-ons', 'One add-on is no bundle: set "bundle" to null.');
  for (const [index, addOn] of parts.entries()) {
    const place = [...bundle, index];
    if (!sold.includes(addOn)) {
      found.add(place, addOn, 'an add-on that this strategy sells', hintOfKey(addOn, sold, 'add-on on sale'));
    } else if (parts.indexOf(addOn) < index)
      found.add(place, addOn, 'each add-on once', 'It is in the bundle already.');
  }
}

const gates = ['usageLimit', 'seatLimit', 'monthsLimit', 'featureLimit'] as const;

function checkLadder({ tiers, pricing }: Strategy['ladder'], steps: readonly Step[], found: Findings): void {
  const place = (index: number, field: string) => [...steps, 'tiers', index, field];
  for (const [index, tier] of tiers.entries()) {
    const before = tiers[index - 1];
    if (index > 0 && canBeZero(tier.pricePerMonth)) {
      found.add(
        place(index, 'pricePerMonth'),
        tier.pricePerMonth,
        'a price above 0',
        'Only the first plan may be free.',
      );
    } else if (before !== undefined && middleOf(tier.pricePerMonth) <= middleOf(before.pricePerMonth)) {
      found.add(
        place(index, 'pricePerMonth'),
        tier.pricePerMonth,
        `a price above the ${middleOf(before.pricePerMonth)} of the plan below`,
        'Plans stand in the order of their prices.',
      );
    }
    for (const gate of gates) {
      const lower = before?.[gate];
      const limit = tier[gate];
      if (lower === null && limit !== null) {
        found.add(
          place(index, gate),
          limit,
          'null, as in the plan below',
          'A dearer plan cannot take away what a cheaper one gives without limit.',
        );
      } else if (typeof lower === 'number' && limit !== null && limit < lower) {
        found.add(
          place(index, gate),
          limit,
          `at least the ${lower} of the plan below, or null`,
          'Limits widen along the ladder.',
        );
      }
    }
    if (pricing === 'hybrid' && index < tiers.length - 1) {
      const lower = before?.usageLimit ?? 0;
      if (tier.usageLimit === null) {
        found.add(
          place(index, 'usageLimit'),
          null,
          'a usage limit',
          'When the plan follows usage, every plan but the last needs one.',
        );
      } else if (index > 0 && tier.usageLimit <= lower) {
        found.add(
          place(index, 'usageLimit'),
          tier.usageLimit,
          `a usage limit above the ${lower} of the plan below`,
          'When the plan follows usage, limits must differ.',
        );
      }
    }
  }
  if (tiers.every(({ pricePerMonth }) => pricePerMonth === 0)) {
    found.add(
      place(0, 'pricePerMonth'),
      0,
      'a price above 0 for at least one plan',
      'With free plans alone nobody ever pays.',
    );
  }
}

function canBeZero(price: Uncertain): boolean {
  if (typeof price === 'number') return price === 0;
  if ('values' in price) return price.values.includes(0);
  return 'high' in price && price.high === 0;
}

/** The number itself, or the middle of a distribution. */
export function middleOf(uncertain: Uncertain): number {
  if (typeof uncertain === 'number') return uncertain;
  if ('mode' in uncertain) return uncertain.mode;
  if ('p10' in uncertain) return (uncertain.p10 + uncertain.p90) / 2;
  const sorted = uncertain.values.toSorted((left, right) => left - right);
  return sorted[sorted.length >> 1] ?? 0;
}

// ---- Warnings ------------------------------------------------------------------------------------------------

/** Customer months above which a run takes minutes on an ordinary laptop. */
const MOST_CUSTOMER_MONTHS = 2e9;

/** Everybody who arrives in one future of one strategy, as if nothing slowed arrivals down. */
export function estimatedCustomers({ world, strategies, run }: Scenario): number {
  const { market } = world;
  const spend = Math.max(...strategies.map(({ budget }) => middleOf(budget.perMonth)));
  const perMonth = spend / middleOf(market.costPerSignup) + middleOf(market.organicPerMonth);
  return Math.min(middleOf(market.startingCustomers) + perMonth * run.months, market.size ?? Infinity);
}

function warnOfWork(scenario: Scenario, found: Findings): void {
  const { run, strategies } = scenario;
  const customerMonths =
    (estimatedCustomers(scenario) * strategies.length * run.replications * run.months) / 2;
  if (customerMonths <= MOST_CUSTOMER_MONTHS) return;
  found.add(
    ['run', 'replications'],
    run.replications,
    'fewer futures, months or customers for a quick answer',
    `This run lives through some ${Math.round(customerMonths / 1e9)} billion customer months and takes long.`,
  );
}

function warnOfSilence({ strategies }: Scenario, found: Findings): void {
  for (const [index, { offers, success }] of strategies.entries()) {
    if (offers.channel !== 'manager' || Object.values(success.coverage).some((share) => share !== 0))
      continue;
    found.add(
      ['strategies', index, 'offers', 'channel'],
      offers.channel,
      'some coverage when managers bring the offers',
      'No customer has a manager in this strategy, so managers bring no offer.',
    );
  }
}
