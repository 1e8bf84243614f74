import type { Distribution } from '../../simulations/parameters/declare.ts';
import { quantilesOf } from '../../simulations/parameters/distributions.ts';
import type { Range } from '../../simulations/parameters/distributions.ts';

/** A distribution drawn small: the outline of its density, and where its middle half ends at 8 of 10. */
export interface PlacedDensity {
  /** SVG path of the area under the density. */
  readonly area: string;
  /** Places of the 10th, 50th and 90th percentile. */
  readonly marks: readonly [number, number, number];
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Beyond these probabilities lies next to nothing, over next to anything. */
const from = 0.004;
const pieces = 60;

/**
 * Read off the very quantiles that the model draws by: between two of them lies as much probability as they are apart in
 * u, so the density there is du/dx. A list of values has a stick for each, as high as it is often.
 */
export function placeDensity(
  distribution: Distribution,
  range: Range,
  { width, height }: Size,
): PlacedDensity {
  const quantiles = quantilesOf(distribution, range);
  const [low, high] = [quantiles(from), quantiles(1 - from)];
  const x = (value: number) => (high > low ? ((value - low) / (high - low)) * width : width / 2);
  const marks = [x(quantiles(0.1)), x(quantiles(0.5)), x(quantiles(0.9))] as const;
  const area =
    'values' in distribution
      ? sticks(distribution.values, x, height)
      : outline(quantiles, x, { width, height });
  return { area, marks };
}

function outline(quantiles: (u: number) => number, x: (value: number) => number, size: Size): string {
  const places = Array.from({ length: pieces + 1 }, (_, index) =>
    x(quantiles(from + ((1 - 2 * from) * index) / pieces)),
  );
  const steps = places.slice(1).map((place, index) => {
    const before = places[index] ?? 0;
    return { at: (before + place) / 2, density: 1 / Math.max(place - before, size.width * 1e-4) };
  });
  const most = Math.max(...steps.map(({ density }) => density));
  const points = steps.map(({ at, density }) => `${text(at)} ${text(size.height * (1 - density / most))}`);
  return `M0 ${text(size.height)}L${points.join('L')}L${text(size.width)} ${text(size.height)}Z`;
}

function sticks(values: readonly number[], x: (value: number) => number, height: number): string {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts]
    .map(
      ([value, count]) =>
        `M${text(x(value) - 1)} ${text(height)}v${text((-height * count) / most)}h2V${text(height)}Z`,
    )
    .join('');
}

function text(coordinate: number): string {
  return String(Number(coordinate.toFixed(2)));
}
