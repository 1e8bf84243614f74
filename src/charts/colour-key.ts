/** A colour of a chart and what it stands for. */
export interface KeyColour {
  readonly side: 'above' | 'below';
  readonly opacity: number;
  readonly text: string;
  /** Where the two colours meet: the value of the bold line. */
  readonly isTurn?: boolean;
}

/** Room of a letter of the key. */
const letter = 6.4;

/** Every how many colours of a key as wide as this have room for their label: 1 where all have. */
export function keyStride(key: readonly Pick<KeyColour, 'text'>[], width: number): number {
  const longest = Math.max(0, ...key.map(({ text }) => text.length));
  return Math.max(1, Math.ceil((longest * letter * key.length) / Math.max(1, width)));
}

/** The same with the labels that have room: counted from both ends towards the middle, or from the turn where there is one. */
export function keyLabels(key: readonly KeyColour[], width: number): readonly string[] {
  const stride = keyStride(key, width);
  const turn = key.findIndex(({ isTurn }) => isTurn === true);
  return key.map(({ side, text }, index) => {
    const from = turn >= 0 ? Math.abs(index - turn) : side === 'above' ? key.length - 1 - index : index;
    return from % stride === 0 ? text : '';
  });
}
