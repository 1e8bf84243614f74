/**
 * What the machine does in its own way, by file inside simulations and name: parameters, type and body in AssemblyScript. Each
 * gives the same bits as the function of the model that it stands for, which tests/machine sees to.
 */
import { KEY_PARITY, THREEFRY_ROUNDS } from '../../simulations/random/threefry.ts';

/** Bits that the two words mixed by a round are rotated by; after eight rounds they come again (Random123). */
const ROTATIONS = [
  [10, 26],
  [11, 21],
  [13, 27],
  [23, 5],
  [6, 20],
  [17, 11],
  [25, 10],
  [18, 20],
] as const;

/** Threefry4x32 of four counters, a lane each: x0 to x3 hold the first to the fourth words of all of them. */
function threefryFour(): string {
  const mix = (one: string, other: string, bits: number) => `
  ${one} = i32x4.add(${one}, ${other});
  ${other} = v128.xor(v128.or(i32x4.shl(${other}, ${bits}), i32x4.shr_u(${other}, ${32 - bits})), ${one});`;
  const round = (_: unknown, index: number) => {
    const [first, second] = ROTATIONS[index % ROTATIONS.length] ?? ROTATIONS[0];
    return index % 2 === 0
      ? mix('x0', 'x1', first) + mix('x2', 'x3', second)
      : mix('x0', 'x3', first) + mix('x2', 'x1', second);
  };
  const keyAgain = (time: number) =>
    [0, 1, 2, 3].map((word) => {
      const key = `k${(word + time) % 5}${word === 3 ? ` + ${time}` : ''}`;
      return `\n  x${word} = i32x4.add(x${word}, i32x4.splat(${key}));`;
    });
  const rounds = Array.from({ length: THREEFRY_ROUNDS }, round).flatMap((text, index) =>
    index % 4 === 3 ? [text, ...keyAgain((index + 1) / 4)] : [text],
  );
  return `(
  key: StaticArray<i32>, a: i32, b: i32, c: i32,
  decisions: StaticArray<i32>, blocks: StaticArray<i32>, first: i32, out: StaticArray<i32>,
): void {
  const k0 = key[0], k1 = key[1], k2 = key[2], k3 = key[3];
  const k4 = ${KEY_PARITY} ^ k0 ^ k1 ^ k2 ^ k3;
  const four = usize(first) << 2;
  let x0 = i32x4.splat(a + k0);
  let x1 = i32x4.splat(b + k1);
  let x2 = i32x4.add(v128.or(i32x4.splat(c), v128.load(changetype<usize>(blocks) + four)), i32x4.splat(k2));
  let x3 = i32x4.add(v128.load(changetype<usize>(decisions) + four), i32x4.splat(k3));${rounds.join('')}
  v128.store(changetype<usize>(out), x0);
  v128.store(changetype<usize>(out), x1, 16);
  v128.store(changetype<usize>(out), x2, 32);
  v128.store(changetype<usize>(out), x3, 48);
}`;
}

export const builtIns: Readonly<Record<string, string>> = {
  'random/binary.ts highWord': '(x: f64): i32 { return i32(reinterpret<u64>(x) >> 32); }',
  'random/binary.ts timesPowerOfTwo':
    '(x: f64, k: i32): f64 { return reinterpret<f64>(reinterpret<i64>(x) + (i64(k) << 52)); }',
  'random/threefry-four.ts threefryFour': threefryFour(),
};
