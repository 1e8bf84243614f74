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
  const numbers = asRanges && uncertain !== null ? { ...values, ...uncertain } : values;
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
