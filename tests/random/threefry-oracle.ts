/** Threefry4x32 with any number of rounds, as its authors describe it, in BigInt and in no hurry. */

const WORD = 0xffffffffn;
const PARITY = 0x1bd11bdan;
const ROTATIONS: readonly (readonly [number, number])[] = [
  [10, 26],
  [11, 21],
  [13, 27],
  [23, 5],
  [6, 20],
  [17, 11],
  [25, 10],
  [18, 20],
];

/** Unsigned words in, unsigned words out. */
export function threefryOracle(rounds: number, key: readonly bigint[], counter: readonly bigint[]): bigint[] {
  const schedule = [...key, key.reduce((parity, word) => parity ^ word, PARITY)];
  const x = counter.map((word, place) => (word + schedule[place]!) & WORD);
  for (let round = 0; round < rounds; round += 1) {
    const [first, second] = ROTATIONS[round % 8]!;
    // Odd rounds swap the partners: 0 with 3 and 2 with 1.
    mix(x, 0, round % 2 === 0 ? 1 : 3, first);
    mix(x, 2, round % 2 === 0 ? 3 : 1, second);
    if (round % 4 === 3) inject(x, schedule, (round + 1) / 4);
  }
  return x;
}

function mix(x: bigint[], to: number, from: number, bits: number): void {
  x[to] = (x[to]! + x[from]!) & WORD;
  const turned = ((x[from]! << BigInt(bits)) | (x[from]! >> BigInt(32 - bits))) & WORD;
  x[from] = turned ^ x[to];
}

function inject(x: bigint[], schedule: readonly bigint[], number: number): void {
  for (let place = 0; place < 4; place += 1) {
    const added = schedule[(number + place) % 5]! + (place === 3 ? BigInt(number) : 0n);
    x[place] = (x[place]! + added) & WORD;
  }
}
