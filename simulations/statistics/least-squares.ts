/**
 * Linear least squares by modified Gram-Schmidt, each column orthogonalised twice (Björck 1967; twice is enough, Giraud,
 * Langou and Rozložník 2005). A column that the ones before it determine is left out (coefficient 0).
 */

export interface Fit {
  /** One coefficient a column. */
  readonly coefficients: Float64Array;
  readonly fitted: Float64Array;
  readonly residuals: Float64Array;
}

const NOTHING_NEW = 1e-10;

export function leastSquares(columns: readonly ArrayLike<number>[], target: ArrayLike<number>): Fit {
  const rows = target.length;
  const basis: Float64Array[] = [];
  const kept: number[] = [];
  const triangle: Float64Array[] = [];
  const coefficients = new Float64Array(columns.length);
  columns.forEach((column, index) => {
    if (column.length !== rows) throw new Error(`a column has ${rows} rows, got ${column.length}`);
    const rest = Float64Array.from(column);
    const norm = Math.sqrt(dot(rest, rest));
    const products = new Float64Array(basis.length + 1);
    // Twice is enough: the second pass takes away what rounding left of the first.
    for (let pass = 0; pass < 2; pass++) {
      basis.forEach((direction, place) => {
        const product = dot(direction, rest);
        products[place] = (products[place] ?? 0) + product;
        addScaled(rest, direction, -product);
      });
    }
    const length = Math.sqrt(dot(rest, rest));
    if (!(length > NOTHING_NEW * norm)) return;
    for (let row = 0; row < rows; row++) rest[row] = (rest[row] ?? 0) / length;
    products[basis.length] = length;
    basis.push(rest);
    triangle.push(products);
    kept.push(index);
  });
  const residuals = Float64Array.from(target);
  const weights = basis.map((direction) => {
    const weight = dot(direction, residuals);
    addScaled(residuals, direction, -weight);
    return weight;
  });
  const fitted = Float64Array.from(target, (value, row) => value - (residuals[row] ?? 0));
  for (let place = kept.length - 1; place >= 0; place--) {
    let value = weights[place] ?? 0;
    for (let later = place + 1; later < kept.length; later++) {
      value -= (triangle[later]?.[place] ?? 0) * (coefficients[kept[later] ?? 0] ?? 0);
    }
    coefficients[kept[place] ?? 0] = value / (triangle[place]?.[place] ?? NaN);
  }
  return { coefficients, fitted, residuals };
}

function dot(first: Float64Array, second: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < first.length; index++) sum += (first[index] ?? 0) * (second[index] ?? 0);
  return sum;
}

function addScaled(target: Float64Array, direction: Float64Array, scale: number): void {
  for (let index = 0; index < target.length; index++) {
    target[index] = (target[index] ?? 0) + scale * (direction[index] ?? 0);
  }
}
