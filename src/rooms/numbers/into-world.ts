import type { FittedSegment } from '../../../simulations/calibration/retention-fit.ts';
import type { Scenario } from '../../../simulations/parameters/scenario.ts';

/** Most sources that a scenario may name, and most letters of what one is about. */
const mostSources = 200;
const longestWhat = 400;

/** The scenario with segments that leave as the fit says, and with a note of where that comes from. */
export function withFit(
  scenario: Scenario,
  places: readonly number[],
  { values, uncertain }: FittedSegment,
  { asRanges, table }: { readonly asRanges: boolean; readonly table: string },
): Scenario {
  const { world, sources = [] } = scenario;
  const numbers =
    asRanges && uncertain !== null ? { ...rounded(values), ...roundedRanges(uncertain) } : rounded(values);
  const chosen = world.segments.filter((_, index) => places.includes(index)).map(({ name }) => whatOf(name));
  const source = `Fitted to ${table.slice(0, 200)}: shifted-beta-geometric model, maximum likelihood`;
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
