/**
 * What was simulated against what theory says, in standard errors. Every check that uses it has a power twin: the same
 * check on something deliberately wrong, which must fail.
 */

/** A true simulation is this far off once in two million checks; with fixed seeds, then always. */
const STANDARD_ERRORS = 5;

export interface Claim {
  readonly what: string;
  readonly found: number;
  readonly expected: number;
  /** Standard error of `found` if the claim is true. */
  readonly error: number;
}

/** The claims that do not hold, in words; empty when simulation and theory agree. */
export function disagreements(claims: readonly Claim[]): readonly string[] {
  if (claims.length === 0) throw new Error('nothing was claimed');
  return claims
    .filter(({ found, expected, error }) => !(Math.abs(found - expected) <= STANDARD_ERRORS * error))
    .map(
      ({ what, found, expected, error }) =>
        `${what}: ${found} against ${expected}, ${((found - expected) / error).toFixed(1)} errors`,
    );
}

/** A share of `n` independent customers. */
export function shareClaim(what: string, found: number, expected: number, n: number): Claim {
  return { what, found, expected, error: Math.sqrt((expected * (1 - expected)) / n) };
}

/** A mean of independent values, its error taken from the values themselves. */
export function meanClaim(what: string, values: ArrayLike<number>, expected: number): Claim {
  const { mean, variance } = momentsOf(values);
  return { what, found: mean, expected, error: Math.sqrt(variance / values.length) };
}

/** A variance of independent values of this kurtosis (3 for nearly normal ones). */
export function varianceClaim(
  what: string,
  values: ArrayLike<number>,
  expected: number,
  kurtosis = 3,
): Claim {
  return {
    what,
    found: momentsOf(values).variance,
    expected,
    error: expected * Math.sqrt((kurtosis - 1) / values.length),
  };
}

function momentsOf(values: ArrayLike<number>): { readonly mean: number; readonly variance: number } {
  let mean = 0;
  let squares = 0;
  for (let index = 0; index < values.length; index++) {
    const difference = (values[index] ?? NaN) - mean;
    mean += difference / (index + 1);
    squares += difference * ((values[index] ?? NaN) - mean);
  }
  return { mean, variance: squares / (values.length - 1) };
}
