import type { FittedSegment } from '../../../simulations/calibration/retention-fit.ts';
import type { Scenario } from '../../../simulations/parameters/scenario.ts';

/** Most sources that a scenario may name, and most letters of what one is about. */
const mostSources = 200;
const longestWhat = 400;

/** The scenario with a segment that leaves as the fit says, and with a note of where that comes from. */
export function withFit(
  scenario: Scenario,
  place: number,
  { values, uncertain }: FittedSegment,
  { asRanges, table }: { readonly asRanges: boolean; readonly table: string },
): Scenario {
  const { world, sources = [] } = scenario;
  const name = world.segments[place]?.name ?? '';
  const numbers =
    asRanges && uncertain !== null ? { ...rounded(values), ...roundedRanges(uncertain) } : rounded(values);
  const source = {
    what: `Churn of ${name}`.slice(0, longestWhat),
    source: `Fitted to ${table.slice(0, 200)}: shifted-beta-geometric model, maximum likelihood`,
  };
  const others = sources.filter(({ what }) => what !== source.what);
  return {
    ...scenario,
    world: {
      ...world,
      segments: world.segments.map((segment, index) =>
        index === place ? { ...segment, ...numbers } : segment,
      ),
    },
    sources: [...others, source].slice(-mostSources),
  };
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
