import type { FittedSegment } from '../../../simulations/calibration/retention-fit.ts';
import type { Churn } from '../../../simulations/designs/retention-match.ts';
import { hazardOf, probabilityOf } from '../../../simulations/hazard.ts';
import type { Scenario } from '../../../simulations/parameters/scenario.ts';

/** Most sources that a scenario may name, and most letters of what one is about. */
const mostSources = 200;
const longestWhat = 400;

/** The scenario with segments that leave as the fit says, and with a note of where that comes from. */
export function withFit(
  scenario: Scenario,
  places: readonly number[],
  { values, uncertain }: FittedSegment,
  {
    asRanges,
    table,
    isCorrected = false,
  }: { readonly asRanges: boolean; readonly table: string; readonly isCorrected?: boolean },
): Scenario {
  const { world, sources = [] } = scenario;
  const numbers =
    asRanges && uncertain !== null ? { ...rounded(values), ...roundedRanges(uncertain) } : rounded(values);
  const chosen = world.segments.filter((_, index) => places.includes(index)).map(({ name }) => whatOf(name));
  const source = `Fitted to ${table.slice(0, 200)}: shifted-beta-geometric model, maximum likelihood${isCorrected ? ', moved until the simulation came nearest to it' : ''}`;
  // Whatever the scenario said of their churn before is replaced, in whichever words it went on.
  const isReplaced = (what: string) =>
    chosen.some((said) => what.toLowerCase().startsWith(said.toLowerCase()));
  const others = sources.filter(({ what }) => !isReplaced(what));
  return {
    ...scenario,
    world: {
      ...world,
      segments: world.segments.map((segment, index) =>
        places.includes(index) ? { ...segment, ...numbers } : segment,
      ),
    },
    sources: [...others, ...chosen.map((what) => ({ what, source }))].slice(-mostSources),
  };
}

/**
 * The fit moved to the churn that the simulation meets the table with; what was not known of it moves along: the ends of its
 * ranges by the same ratio of hazards, and of heterogeneity. Ranges that shrink to nothing are none.
 */
export function corrected({ values, uncertain }: FittedSegment, found: Churn): FittedSegment {
  const hazards = hazardOf(found.firstMonthChurn) / hazardOf(values.firstMonthChurn);
  const differences =
    values.churnHeterogeneity === 0 ? 1 : found.churnHeterogeneity / values.churnHeterogeneity;
  const churn =
    uncertain === null
      ? null
      : moved(uncertain.firstMonthChurn, (end) => probabilityOf(hazards * hazardOf(end)));
  const heterogeneity =
    uncertain?.churnHeterogeneity === undefined
      ? null
      : moved(uncertain.churnHeterogeneity, (end) => differences * end);
  return {
    values: found,
    uncertain:
      churn === null
        ? null
        : {
            firstMonthChurn: churn,
            ...(heterogeneity === null ? {} : { churnHeterogeneity: heterogeneity }),
          },
  };
}

function moved(range: Range, move: (end: number) => number): Range | null {
  const [p10, p90] = [move(range.p10), move(range.p90)];
  // Three digits are all that is written of them.
  return p90 - p10 < 1e-4 ? null : { ...range, p10, p90 };
}

function whatOf(segment: string): string {
  return `Churn of ${segment}`.slice(0, longestWhat);
}

/** Three digits: no table knows a churn any better. */
function rounded({ firstMonthChurn, churnHeterogeneity }: FittedSegment['values']): FittedSegment['values'] {
  return {
    firstMonthChurn: Number(firstMonthChurn.toPrecision(3)),
    churnHeterogeneity: Number(churnHeterogeneity.toPrecision(3)),
  };
}

type Ranges = NonNullable<FittedSegment['uncertain']>;
type Range = Ranges['firstMonthChurn'];

function roundedRanges({ firstMonthChurn, churnHeterogeneity }: Ranges): Ranges {
  return {
    firstMonthChurn: roundedRange(firstMonthChurn),
    ...(churnHeterogeneity === undefined ? {} : { churnHeterogeneity: roundedRange(churnHeterogeneity) }),
  };
}

/** Two digits of how far the ends lie apart: more of them are not known. */
function roundedRange({ p10, p90, shape }: Range): Range {
  const place = Math.min(100, Math.max(0, 1 - Math.floor(Math.log10(p90 - p10))));
  return { p10: Number(p10.toFixed(place)), p90: Number(p90.toFixed(place)), shape };
}
