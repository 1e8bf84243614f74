/**
 * Rank correlations between uncertain parameters by a Gaussian copula: every parameter keeps its own distribution, and what
 * is tied together is the order of its values. A Spearman correlation r asks for the correlation 2·sin(π r / 6) of normal
 * scores (Pearson 1907). Correlations stated pair by pair need not fit together; then the nearest correlation matrix that is
 * positive definite takes their place (Higham 2002, alternating projections with Dykstra's correction).
 */

/** Rows of a symmetric matrix. */
export type Matrix = readonly (readonly number[])[];

export interface Repaired {
  readonly matrix: Matrix;
  /** Largest change of an entry; 0 when nothing had to change. */
  readonly largestChange: number;
}

/** Smallest eigenvalue that counts as positive definite; below it the copula's factor loses its digits. */
const leastEigenvalue = 1e-6;
const mostRounds = 500;
const closeEnough = 1e-10;

/** Correlation of normal scores that gives this Spearman correlation. */
export function normalOfSpearman(rank: number): number {
  if (!(rank >= -1 && rank <= 1)) throw new Error(`a correlation is between -1 and 1, got ${rank}`);
  const x = (Math.PI * rank) / 6;
  // 2 sin x by its series: |x| is at most π/6, where the ninth term is below 1e-16.
  let term = x;
  let sum = x;
  for (let power = 3; power <= 19; power += 2) {
    term *= (-x * x) / (power * (power - 1));
    sum += term;
  }
  return rank === 1 || rank === -1 ? rank : 2 * sum;
}

/** The matrix itself when it is positive definite, else the nearest one that is. */
export function nearestCorrelation(wanted: Matrix): Repaired {
  if (eigen(wanted).values.every((value) => value >= leastEigenvalue))
    return { matrix: wanted, largestChange: 0 };
  let current = wanted;
  let correction: Matrix = wanted.map((row) => row.map(() => 0));
  for (let round = 0; round < mostRounds; round++) {
    const shifted = combined(current, correction, -1);
    const definite = projected(shifted);
    correction = combined(definite, shifted, -1);
    const next = definite.map((row, i) => row.map((value, j) => (i === j ? 1 : value)));
    const moved = largestGap(next, current);
    current = next;
    if (moved < closeEnough) break;
  }
  // The alternation ends a hair outside; scaling to a unit diagonal keeps what the last projection made positive.
  const definite = projected(current);
  const scales = definite.map((row, i) => Math.sqrt(row[i] ?? 1));
  const matrix = definite.map((row, i) =>
    row.map((value, j) => (i === j ? 1 : value / ((scales[i] ?? 1) * (scales[j] ?? 1)))),
  );
  return { matrix, largestChange: largestGap(matrix, wanted) };
}

/** Lower-triangular L with L·Lᵀ the matrix. */
export function cholesky(matrix: Matrix): Matrix {
  const rows: number[][] = [];
  matrix.forEach((row, i) => {
    const own: number[] = [];
    for (let j = 0; j <= i; j++) {
      let sum = row[j] ?? 0;
      for (let k = 0; k < j; k++) sum -= (own[k] ?? 0) * ((j === i ? own[k] : rows[j]?.[k]) ?? 0);
      if (j < i) own.push(sum / (rows[j]?.[j] ?? NaN));
      else if (sum > 0) own.push(Math.sqrt(sum));
      else throw new Error(`a correlation matrix is positive definite, got a pivot of ${sum}`);
    }
    rows.push(own);
  });
  return rows;
}

/** Nearest matrix whose eigenvalues are positive. */
function projected(matrix: Matrix): Matrix {
  const { values, vectors } = eigen(matrix);
  const kept = values.map((value) => Math.max(value, 2 * leastEigenvalue));
  return matrix.map((row, i) =>
    row.map((_, j) =>
      kept.reduce((sum, value, k) => sum + value * (vectors[i]?.[k] ?? 0) * (vectors[j]?.[k] ?? 0), 0),
    ),
  );
}

/** Eigenvalues and, column by column, eigenvectors of a symmetric matrix, by Jacobi's rotations. */
export function eigen(matrix: Matrix): { readonly values: readonly number[]; readonly vectors: Matrix } {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = matrix.map((_, i) => matrix.map((_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) off += a[i]![j]! * a[i]![j]!;
    if (off < 1e-28) break;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, p, q);
  }
  return { values: a.map((row, i) => row[i] ?? NaN), vectors: v };
}

function rotate(a: number[][], v: number[][], p: number, q: number): void {
  const apq = a[p]![q]!;
  if (apq === 0) return;
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of a) turn(row, p, q, c, s);
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [a[p]![k]!, a[q]![k]!];
    a[p]![k] = c * x - s * y;
    a[q]![k] = s * x + c * y;
  }
  for (const row of v) turn(row, p, q, c, s);
}

function turn(row: number[], p: number, q: number, c: number, s: number): void {
  const [x, y] = [row[p]!, row[q]!];
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
}

function combined(first: Matrix, second: Matrix, factor: number): Matrix {
  return first.map((row, i) => row.map((value, j) => value + factor * (second[i]?.[j] ?? 0)));
}

function largestGap(first: Matrix, second: Matrix): number {
  return combined(first, second, -1)
    .flat()
    .reduce((most, gap) => Math.max(most, Math.abs(gap)), 0);
}
