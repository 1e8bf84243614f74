/**
 * The 0.975 quantile of Student's t, for 95 % intervals. Up to ten degrees of freedom from the published table, to ten
 * digits; above, the Cornish-Fisher expansion in the normal quantile (Abramowitz and Stegun 26.7.5), whose error there
 * is below 5e-6 and falls with the fifth power of the degrees.
 */

const byDegrees = [
  NaN,
  12.7062047362,
  4.3026527297,
  3.1824463053,
  2.7764451052,
  2.5705818356,
  2.4469118511,
  2.3646242516,
  2.3060041352,
  2.262157163,
  2.228138852,
];

/** The 0.975 quantile of the normal distribution. */
export const normal975 = 1.959963984540054;

export function studentT975(degrees: number): number {
  if (!(degrees >= 1)) return NaN;
  const tabled = byDegrees[degrees];
  if (tabled !== undefined) return tabled;
  const z = normal975;
  const z2 = z * z;
  const first = (z2 + 1) / 4;
  const second = ((5 * z2 + 16) * z2 + 3) / 96;
  const third = (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
  const fourth = ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92160;
  return z * (1 + (first + (second + (third + fourth / degrees) / degrees) / degrees) / degrees);
}
