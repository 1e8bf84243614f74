/**
 * The churn that makes the simulation meet a table of survivors. What was fitted to a table holds all that made those
 * customers leave: failed payments, feelings, offers, the time that getting out takes. Put into a world, all that comes on
 * top once more. So the two numbers of the segments are moved until the share still there, simulated under the strategy
 * that the customers of the table lived under, is that of the table: a simulated minimum distance (indirect inference;
 * Gouriéroux, Monfort and Renault 1993).
 *   distance = Σ weight · (simulated share - share of the table)² over the ages, weight = customers watched into the age
 * The same futures with the same luck at every try, so that two tries differ by their churn alone; searched by simplex over
 * ln of the hazard -ln(1-churn) and the root of the heterogeneity. Shares are of first stays, by months since first payment
 * (Kaplan-Meier, futures pooled). Ages that fewer than `leastWatched` reach within the run are told of no try, and compared of
 * none where the fitted churn has so few: one who leaves would move the hazard there by more than three points. Every try is
 * judged by the same ages, so that no churn wins by leaving nobody to compare.
 */
import { fingerprint } from '../fingerprint.ts';
import { hazardOf, probabilityOf } from '../hazard.ts';
import { layoutOf } from '../layout-of.ts';
import { Ledger } from '../ledger.ts';
import { leavings } from '../metrics/retention.ts';
import type { ResolvedStrategy } from '../parameters/strategy/strategy.ts';
import type { ResolvedWorld } from '../parameters/world/world.ts';
import type { Batch, Design, Ledgers, Point } from '../point.ts';
import { exp } from '../random/exponential.ts';
import { log } from '../random/logarithm.ts';
import { survivalOf } from '../statistics/kaplan-meier.ts';
import { nelderMead } from '../statistics/nelder-mead.ts';
import { engineVersion } from '../version.ts';
import type { CompareStudy } from './compare.ts';

/** The two numbers by which customers of a segment leave. */
export interface Churn {
  readonly firstMonthChurn: number;
  readonly churnHeterogeneity: number;
}

export interface MatchQuestion {
  /** Place of the strategy that the customers of the table lived under. */
  readonly strategy: number;
  /** Places of the segments that are to leave as the table says. */
  readonly segments: readonly number[];
  /** What was fitted to the table: where the search begins. */
  readonly fitted: Churn;
  /** Shares still there after so many months (1 or more), and how many customers tell so. */
  readonly wanted: readonly WantedShare[];
}

export interface WantedShare {
  readonly month: number;
  readonly share: number;
  readonly weight: number;
}

/** What comes of a churn in the simulation. */
export interface Tried {
  readonly churn: Churn;
  /** Share still there after 0, 1, 2, … months; it ends where fewer than `leastWatched` were watched. */
  readonly shares: readonly number[];
  /** Mean gap to the table over the ages compared, 0 to 1; null where there is none. */
  readonly meanGap: number | null;
}

export interface MatchReading {
  readonly engine: string;
  readonly seed: string;
  readonly months: number;
  /** Futures that every try lives. */
  readonly replications: number;
  readonly strategy: string;
  /** Of the shares that were wanted those that could be compared, and how many could not. */
  readonly compared: readonly WantedShare[];
  readonly leftOut: number;
  /** The table's own churn, put into the world as it is. */
  readonly asFitted: Tried;
  /** The best found so far. */
  readonly found: Tried;
  readonly tries: number;
  readonly fingerprint: string;
}

/** Futures of one piece of work: small, since a search asks for one try after another. */
const chunkReplications = 2;
const mostTries = 40;
/** Customers who have to be watched into an age, all futures together, for it to be told. */
export const leastWatched = 30;
/** Side of the first simplex and size at which the search ends, as shares of the axes. */
const [firstStep, lastSize] = [0.08, 0.002];
/** What the parameters of a segment may be at most (parameters/world/segment.ts): a test holds them together. */
export const [greatestChurn, greatestHeterogeneity] = [0.95, 0.9];
const [leastHazard, greatestHazard] = [1e-5, hazardOf(greatestChurn)];

export function* matchRetention(study: CompareStudy, question: MatchQuestion): Design<MatchReading> {
  const { run } = study;
  const { fitted, wanted } = question;
  const strategy = strategyAt(study, question.strategy);
  const segments = segmentsIn(study.world, question.segments);
  let tries = 0;
  let asFitted: Tried | undefined;
  let found: { readonly tried: Tried; readonly distance: number } | undefined;
  /** Ages that are compared: those that the churn as fitted can tell. */
  let compared: readonly WantedShare[] = [];

  const first = placeOf(fitted);
  const [score = Infinity] = yield* judge([first], [fitted]);
  const search = nelderMead(
    { at: first, score },
    { isBetter: (one, other) => one < other, step: firstStep, mostPoints: mostTries, size: lastSize },
  );
  // Without an age to compare there is nothing to search by.
  let step = score === Infinity ? { done: true as const } : search.next();
  while (step.done !== true) {
    const asked = step.value;
    step = search.next(yield* judge(asked, asked.map(churnAt)));
  }
  return reading();

  function* judge(
    places: readonly (readonly number[])[],
    churns: readonly Churn[],
  ): Generator<Batch<MatchReading>, readonly number[], readonly Ledgers[]> {
    const courses = yield* coursesUnder(churns);
    return places.map((_, index) => {
      const { survival, told } = courses[index] ?? { survival: [], told: 0 };
      if (asFitted === undefined) compared = wanted.filter(({ month }) => month < told);
      const tried = {
        churn: churns[index] ?? fitted,
        shares: survival.slice(0, told),
        meanGap: meanGapOf(survival, compared),
      };
      const distance = distanceOf(survival, compared);
      asFitted ??= tried;
      if (found === undefined || distance < found.distance) found = { tried, distance };
      tries++;
      return distance;
    });
  }

  function* coursesUnder(
    churns: readonly Churn[],
  ): Generator<Batch<MatchReading>, readonly Course[], readonly Ledgers[]> {
    const { seed, months, ltvMonths, replications } = run;
    const points = churns.flatMap((churn) => {
      const world = withChurn(study.world, segments, churn);
      return chunksOf(replications).map(([firstReplication, count]): Point => ({
        world,
        strategy,
        run: { seed, months, ltvMonths },
        firstReplication,
        replications: count,
      }));
    });
    const replied = yield {
      points,
      done: Math.min(0.99, tries / (mostTries + 1)),
      ...(found === undefined ? {} : { partial: reading() }),
    };
    const chunks = points.length / churns.length;
    return churns.map((_, index) => {
      const part = [index * chunks, (index + 1) * chunks] as const;
      return stillThere(points.slice(...part), replied.slice(...part), segments);
    });
  }

  function reading(): MatchReading {
    if (asFitted === undefined || found === undefined) throw new Error('nothing was tried yet');
    const numbers = {
      months: run.months,
      replications: run.replications,
      compared,
      leftOut: wanted.length - compared.length,
      asFitted,
      found: found.tried,
      tries,
    };
    return {
      engine: engineVersion,
      seed: run.seed,
      strategy: strategy.name,
      ...numbers,
      fingerprint: fingerprint(numbers),
    };
  }
}

function strategyAt({ strategies }: CompareStudy, place: number): ResolvedStrategy {
  const strategy = strategies[place];
  if (strategy === undefined) throw new Error(`there is no strategy number ${place}`);
  return strategy;
}

function segmentsIn({ segments }: ResolvedWorld, places: readonly number[]): readonly number[] {
  if (places.length === 0 || places.some((place) => segments[place] === undefined))
    throw new Error(`segments of the world are asked for, got ${places.join(', ') || 'none'}`);
  return places;
}

function chunksOf(replications: number): readonly (readonly [first: number, count: number])[] {
  return Array.from({ length: Math.ceil(replications / chunkReplications) }, (_, chunk) => {
    const first = chunk * chunkReplications;
    return [first, Math.min(chunkReplications, replications - first)] as const;
  });
}

function withChurn(world: ResolvedWorld, places: readonly number[], churn: Churn): ResolvedWorld {
  return {
    ...world,
    segments: world.segments.map((segment, index) =>
      places.includes(index) ? { ...segment, ...churn } : segment,
    ),
  };
}

interface Course {
  /** Share still there after 0, 1, 2, … months; where nobody is watched any longer, as it was last. */
  readonly survival: readonly number[];
  /** How many of them enough customers were watched for. */
  readonly told: number;
}

/** The first stays of these segments, all futures of the points pooled. */
function stillThere(
  points: readonly Point[],
  replied: readonly (Ledgers | undefined)[],
  segments: readonly number[],
): Course {
  const atRisk: number[] = [];
  const events: number[] = [];
  points.forEach((point, index) => {
    const ledgers = replied[index];
    if (ledgers === undefined) throw new Error('no ledgers for a point of the batch');
    const layout = layoutOf(point);
    for (let future = 0; future < point.replications; future++) {
      const values = ledgers.subarray(future * layout.size, (future + 1) * layout.size);
      for (const segment of segments) {
        const watched = leavings(new Ledger(layout, values, segment));
        watched.atRisk.forEach((there, month) => {
          atRisk[month] = (atRisk[month] ?? 0) + there;
          events[month] = (events[month] ?? 0) + (watched.events[month] ?? 0);
        });
      }
    }
  });
  const survival = survivalOf(atRisk, events);
  const end = atRisk.findIndex((there) => there < leastWatched);
  return { survival: [1, ...survival], told: 1 + (end === -1 ? survival.length : end) };
}

function distanceOf(shares: readonly number[], wanted: readonly WantedShare[]): number {
  let sum = 0;
  let weights = 0;
  for (const { month, share, weight } of wanted) {
    const simulated = shares[month];
    if (simulated === undefined) continue;
    const gap = simulated - share;
    sum += weight * gap * gap;
    weights += weight;
  }
  return weights === 0 ? Infinity : sum / weights;
}

function meanGapOf(shares: readonly number[], wanted: readonly WantedShare[]): number | null {
  const gaps = wanted.flatMap(({ month, share }) => {
    const simulated = shares[month];
    return simulated === undefined ? [] : [Math.abs(simulated - share)];
  });
  return gaps.length === 0 ? null : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}

// ---- The square that is searched -----------------------------------------------------------------------------------

/** Width of the first axis: ln of the hazard. */
const hazardRange = log(greatestHazard) - log(leastHazard);

function placeOf({ firstMonthChurn, churnHeterogeneity }: Churn): readonly number[] {
  const hazard = Math.min(greatestHazard, Math.max(leastHazard, hazardOf(firstMonthChurn)));
  return [
    (log(hazard) - log(leastHazard)) / hazardRange,
    Math.min(1, Math.sqrt(churnHeterogeneity / greatestHeterogeneity)),
  ];
}

function churnAt([first = 0, second = 0]: readonly number[]): Churn {
  return {
    firstMonthChurn: probabilityOf(exp(log(leastHazard) + first * hazardRange)),
    churnHeterogeneity: greatestHeterogeneity * second * second,
  };
}
