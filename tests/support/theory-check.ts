/**
 * One check for every sampler. A sampler states its own theory (mean, variance, kurtosis, distribution function) and
 * the check measures its draws against it in standard errors: mean, variance, counts in cells of known probability
 * (chi-square), and for continuous laws the largest gap of the distribution function (Kolmogorov and Smirnov).
 */

/** A fixed seed and 5 standard errors: a true sampler is refused once in a million checks, and then always. */
export const STANDARD_ERRORS = 5;

export interface Theory {
  readonly mean: number;
  readonly variance: number;
  /** Fourth central moment over the squared variance; 3 for a normal. It sets the error of the sample variance. */
  readonly kurtosis: number;
  /** P(X <= x). */
  readonly distribution: (x: number) => number;
  readonly kind: 'continuous' | 'whole';
}

/** What deviates by more than it may, as text; empty when the draws agree with the theory. */
export function deviationsFromTheory(draws: Float64Array, theory: Theory): readonly string[] {
  const { mean, variance } = momentsOf(draws);
  const n = draws.length;
  const found: string[] = [];
  note(found, 'mean', (mean - theory.mean) / Math.sqrt(theory.variance / n));
  note(found, 'variance', (variance / theory.variance - 1) / Math.sqrt((theory.kurtosis - 1) / n));
  const ordered = draws.slice().sort();
  if (theory.kind === 'continuous') {
    note(found, 'cells', chiSquareDeviation(equalCells(ordered, theory), 1 / CELLS, n));
    note(found, 'largest gap', gapDeviation(ordered, theory));
  } else {
    const { counts, probabilities } = wholeCells(ordered, theory);
    note(found, 'cells', chiSquareDeviation(counts, probabilities, n));
  }
  return found;
}

function note(found: string[], what: string, standardErrors: number): void {
  if (!(Math.abs(standardErrors) <= STANDARD_ERRORS))
    found.push(`${what}: ${standardErrors.toFixed(1)} errors`);
}

function momentsOf(draws: ArrayLike<number>): { readonly mean: number; readonly variance: number } {
  let mean = 0;
  let squares = 0;
  for (let index = 0; index < draws.length; index += 1) {
    const difference = draws[index]! - mean;
    mean += difference / (index + 1);
    squares += difference * (draws[index]! - mean);
  }
  return { mean, variance: squares / (draws.length - 1) };
}

/** Chi-square of counts against probabilities as a normal score (Wilson and Hilferty's cube root). */
export function chiSquareDeviation(
  counts: ArrayLike<number>,
  probabilities: ArrayLike<number> | number,
  n: number,
): number {
  let sum = 0;
  for (let cell = 0; cell < counts.length; cell += 1) {
    const expected = n * (typeof probabilities === 'number' ? probabilities : probabilities[cell]!);
    if (!(expected >= 5)) throw new Error(`too few expected in a cell: ${expected}`);
    sum += (counts[cell]! - expected) ** 2 / expected;
  }
  const freedom = counts.length - 1;
  const unit = 2 / (9 * freedom);
  return (Math.cbrt(sum / freedom) - (1 - unit)) / Math.sqrt(unit);
}

const CELLS = 64;

function equalCells(ordered: Float64Array, theory: Theory): Float64Array {
  const counts = new Float64Array(CELLS);
  for (const draw of ordered)
    counts[Math.min(CELLS - 1, Math.floor(theory.distribution(draw) * CELLS))]! += 1;
  return counts;
}

/** Whole numbers in cells of at least 20 expected draws, neighbours together where they hold less. */
function wholeCells(ordered: Float64Array, theory: Theory) {
  const n = ordered.length;
  const counts: number[] = [];
  const probabilities: number[] = [];
  let seen = 0;
  let covered = 0;
  const last = ordered[n - 1]!;
  for (let value = Math.min(0, ordered[0]!); value <= last; value += 1) {
    const below = theory.distribution(value);
    if ((below - covered) * n < 20 || (1 - below) * n < 20) continue;
    const upTo = countUpTo(ordered, value);
    counts.push(upTo - seen);
    probabilities.push(below - covered);
    seen = upTo;
    covered = below;
  }
  counts.push(n - seen);
  probabilities.push(1 - covered);
  return { counts, probabilities };
}

function countUpTo(ordered: Float64Array, value: number): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ordered[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Kolmogorov's statistic on the scale of standard errors: its tail is 2 exp(-2 x^2), a normal's is read off it. */
function gapDeviation(ordered: Float64Array, theory: Theory): number {
  const n = ordered.length;
  let gap = 0;
  ordered.forEach((draw, index) => {
    const expected = theory.distribution(draw);
    gap = Math.max(gap, (index + 1) / n - expected, expected - index / n);
  });
  const tailAtFive = 5.7e-7; // of a normal beyond ±5
  const limit = Math.sqrt(Math.log(2 / tailAtFive) / 2);
  return (STANDARD_ERRORS * Math.sqrt(n) * gap) / limit;
}
