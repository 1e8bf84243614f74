/** Comparing a double with a true value of 40 digits, exactly, in BigInt: no rounding on the way. */

interface Ratio {
  readonly above: bigint;
  readonly below: bigint;
}

export function fromBits(hex: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
}

export function toBits(x: number): string {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}

/** |got - value| / |value|; `value` is decimal text such as -1.25E-7 and not 0. */
export function relativeError(got: number, value: string): number {
  const truth = ratioOfText(value);
  const given = ratioOfDouble(got);
  return Math.abs(quotient(given.above * truth.below - truth.above * given.below, truth.above * given.below));
}

/** |got - value| in units of the last place of the value. */
export function errorInUlps(got: number, value: string): number {
  const truth = ratioOfText(value);
  const given = ratioOfDouble(got);
  const unit = ratioOfDouble(lastPlace(Math.abs(Number(value))));
  const difference = given.above * truth.below - truth.above * given.below;
  return Math.abs(quotient(difference * unit.below, given.below * truth.below * unit.above));
}

function lastPlace(size: number): number {
  const next = fromBits((BigInt(`0x${toBits(size)}`) + 1n).toString(16).padStart(16, '0'));
  return next - size;
}

/** above / below as a double, with 20 digits after the point. */
function quotient(above: bigint, below: bigint): number {
  return Number((above * 10n ** 20n) / below) / 1e20;
}

function ratioOfDouble(x: number): Ratio {
  const bits = BigInt(`0x${toBits(x)}`);
  const field = Number((bits >> 52n) & 2047n);
  const mantissa = (bits & ((1n << 52n) - 1n)) | (field === 0 ? 0n : 1n << 52n);
  const signed = bits >> 63n === 1n ? -mantissa : mantissa;
  const exponent = Math.max(field, 1) - 1075;
  return exponent >= 0
    ? { above: signed << BigInt(exponent), below: 1n }
    : { above: signed, below: 1n << BigInt(-exponent) };
}

function ratioOfText(text: string): Ratio {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]?\d+))?$/.exec(text);
  if (match === null) throw new Error(`not a decimal number: ${text}`);
  const fraction = match[3] ?? '';
  const whole = BigInt(`${match[1]!}${match[2]!}${fraction}`);
  const exponent = Number(match[4] ?? 0) - fraction.length;
  return exponent >= 0
    ? { above: whole * 10n ** BigInt(exponent), below: 1n }
    : { above: whole, below: 10n ** BigInt(-exponent) };
}
