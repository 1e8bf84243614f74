/**
 * What each parameter allows and all together do not: growth that would leave the numbers a price, a limit or a count can
 * have before the run is over. The model has no ceiling for these; a scenario that could get there is refused on reading.
 * A parameter that is a distribution counts at its worst end. Growth that feeds on itself (a budget that is a share of
 * revenue, referrals) has no bound that can be told beforehand: such a run stops with an error (mechanisms/arrivals.ts).
 */
import { log } from '../random/logarithm.ts';
import { power } from '../random/power.ts';
import type { About, Uncertain } from './declare.ts';
import { quantilesOf } from './distributions.ts';
import type { Step } from './pointer.ts';
import { parameterAt } from './registry.ts';
import type { Scenario } from './scenario.ts';

/** Usage beyond e^±300 leaves no digits to reckon its price with. */
const MOST_LOG_USAGE = 300;
/** The widest limit of seats that a plan may have. */
const MOST_SEATS = 1e6;
/** Sign-ups of a month that can be drawn. */
const MOST_ARRIVALS = 1e9;
/** No sum of normal draws is that many standard deviations out, whoever draws. */
const STANDARD_DEVIATIONS = 12;

type Segment = Scenario['world']['segments'][number];
type Found = (steps: readonly Step[], value: unknown, expected: string, hint: string) => void;

export function checkExtremes(scenario: Scenario, found: Found): void {
  for (const [index, segment] of scenario.world.segments.entries()) {
    checkUsage(segment, index, scenario, found);
    checkSeats(segment, index, scenario.run.months, found);
  }
  for (const index of scenario.strategies.keys()) checkArrivals(index, scenario, found);
}

function checkUsage(
  segment: Segment,
  index: number,
  { world: { product }, run: { months } }: Scenario,
  found: Found,
): void {
  const of = (name: Exclude<keyof Segment, 'needs'>, value: Uncertain) =>
    ends(value, `/world/segments/*/${name}`);
  const [leastStart, mostStart] = of('startingUsage', segment.startingUsage);
  const [leastGrowth, mostGrowth] = of('usageGrowth', segment.usageGrowth);
  const [leastEngagement] = of('engagement', segment.engagement);
  const [, spread] = of('usageSpread', segment.usageSpread);
  const [, volatility] = of('usageVolatility', segment.usageVolatility);
  const [, macro] = ends(product.macroSpread, '/world/product/macroSpread');
  const [, persistence] = ends(product.macroPersistence, '/world/product/macroPersistence');

  const start = Math.max(Math.abs(log(leastStart)), Math.abs(log(mostStart)));
  // Nobody is more active than at full engagement.
  const drift = (months * Math.max(-leastGrowth, mostGrowth)) / leastEngagement;
  const shared = macro * macro * Math.min(months * months, (months * (1 + persistence)) / (1 - persistence));
  const chance = Math.sqrt(spread * spread + months * volatility * volatility + shared);
  const reach = start + drift + STANDARD_DEVIATIONS * chance;
  if (reach <= MOST_LOG_USAGE) return;
  const name = drift > STANDARD_DEVIATIONS * chance ? 'usageGrowth' : 'usageVolatility';
  found(
    ['world', 'segments', index, name],
    segment[name],
    `usage that stays between e^-${MOST_LOG_USAGE} and e^${MOST_LOG_USAGE} for ${months} months`,
    `At full engagement, and with the worst of luck, it could reach e^±${Math.round(reach)}: less growth or volatility, or fewer months.`,
  );
}

function checkSeats(segment: Segment, index: number, months: number, found: Found): void {
  const [, start] = ends(segment.startingSeats, '/world/segments/*/startingSeats');
  const [, growth] = ends(segment.seatGrowth, '/world/segments/*/seatGrowth');
  if (growth <= 0 || start * power(1 + growth, months) <= MOST_SEATS) return;
  const most = power(MOST_SEATS / start, 1 / months) - 1;
  found(
    ['world', 'segments', index, 'seatGrowth'],
    segment.seatGrowth,
    `at most ${String(Math.floor(most * 1e4) / 1e4)} a month, for ${months} months from ${start} seats`,
    'More would give the typical customer over a million seats, the widest limit that a plan may have.',
  );
}

function checkArrivals(index: number, { world, strategies }: Scenario, found: Found): void {
  const { market, wordOfMouth, acceptance, segments } = world;
  const of = (name: keyof typeof market, value: Uncertain) => ends(value, `/world/market/${name}`);
  const perMonth = strategies[index]?.budget.perMonth ?? 0;
  const [, spend] = ends(perMonth, '/strategies/*/budget/perMonth');
  const [cheapest] = of('costPerSignup', market.costPerSignup);
  const [, organic] = of('organicPerMonth', market.organicPerMonth);
  const [, room] = of('freeRoomElasticity', market.freeRoomElasticity);
  const paid = Math.max(
    ...of('referenceSpend', market.referenceSpend).flatMap((reference) =>
      of('acquisitionElasticity', market.acquisitionElasticity).map((elasticity) =>
        spend === 0 ? 0 : (reference / cheapest) * power(spend / reference, elasticity),
      ),
    ),
  );
  const [reputation] = ends(wordOfMouth.startingReputation, '/world/wordOfMouth/startingReputation');
  const [, reputationPower] = ends(wordOfMouth.reputationPower, '/world/wordOfMouth/reputationPower');
  const [, headroom] = ends(acceptance.headroom, '/world/acceptance/headroom');
  const { referenceFreeUsage: reference } = market;
  const wanted = segments.map(
    ({ startingUsage }) => headroom * ends(startingUsage, '/world/segments/*/startingUsage')[1],
  );
  const generosity = reference === null ? 1 : Math.max(1, ...wanted.map((usage) => usage / reference));
  const most = (paid + organic) * power(1 / reputation, reputationPower) * power(generosity, room);
  if (most <= MOST_ARRIVALS) return;
  const expected = 'at most a thousand million sign-ups a month';
  const hint = `With the best name and the most generous free plan there could be ${most.toExponential(1)}.`;
  if (paid > organic) found(['strategies', index, 'budget', 'perMonth'], perMonth, expected, hint);
  else if (index === 0) found(['world', 'market', 'organicPerMonth'], market.organicPerMonth, expected, hint);
}

const EDGE = 1 / 9007199254740992;

/** The least and the greatest value that a draw can give; `pattern` is the parameter's. */
function ends(value: Uncertain, pattern: string): readonly [number, number] {
  if (typeof value === 'number') return [value, value];
  const quantiles = quantilesOf(value, rangeOf(pattern));
  return [quantiles(EDGE), quantiles(1 - EDGE)];
}

function rangeOf(pattern: string): About {
  const about = parameterAt(pattern)?.about;
  if (about?.kind !== 'quantity') throw new Error(`a quantity has a range, got ${pattern}`);
  return about;
}
