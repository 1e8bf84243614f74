import type { Size } from './frame.ts';

/** Something that ranks first by one measure and elsewhere by another. */
export interface SlopeEntry {
  readonly key: string;
  readonly leftRank: number;
  readonly rightRank: number;
  readonly left: string;
  readonly right: string;
}

export interface PlacedSlope {
  readonly size: Size;
  readonly left: number;
  readonly right: number;
  readonly lines: readonly PlacedSlopeLine[];
}

export interface PlacedSlopeLine extends SlopeEntry {
  readonly from: number;
  readonly to: number;
  readonly turn: 'rises' | 'falls' | 'keeps';
}

const rowHeight = 24;
const labelWidth = 132;

/** Ranks at the left and at the right, best on top; equal ranks stand one under another in the order given. */
export function placeSlope(entries: readonly SlopeEntry[], width: number): PlacedSlope {
  const placeOf = (rankOf: (entry: SlopeEntry) => number) => {
    const sorted = [...entries].sort((one, other) => rankOf(one) - rankOf(other));
    return (entry: SlopeEntry) => 16 + sorted.indexOf(entry) * rowHeight;
  };
  const from = placeOf(({ leftRank }) => leftRank);
  const to = placeOf(({ rightRank }) => rightRank);
  const label = Math.min(labelWidth, width * 0.38);
  return {
    size: { width, height: 32 + Math.max(0, entries.length - 1) * rowHeight },
    left: label,
    right: width - label,
    lines: entries.map((entry) => ({
      ...entry,
      from: from(entry),
      to: to(entry),
      turn:
        entry.leftRank === entry.rightRank ? 'keeps' : entry.leftRank > entry.rightRank ? 'rises' : 'falls',
    })),
  };
}
