import type { Size } from './frame.ts';

/** Something that ranks in one place by one measure and in another by another. */
export interface SlopeEntry {
  readonly key: string;
  readonly name: string;
  readonly leftRank: number;
  readonly rightRank: number;
  /** The ranks as text, with how sure they are. */
  readonly ranks: readonly [left: string, right: string];
  /** The measures, as text. */
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
const characterWidth = 6.7;
const gap = 12;
/** Share of the width that labels may take on each side. */
const mostLabel = 0.43;

/** Ranks at the left and at the right, best on top; equal ranks stand one under another in the order given. */
export function placeSlope(entries: readonly SlopeEntry[], width: number): PlacedSlope {
  const from = placesBy(entries, ({ leftRank }) => leftRank);
  const to = placesBy(entries, ({ rightRank }) => rightRank);
  const room = Math.floor((width * mostLabel - gap) / characterWidth);
  const labels = entries.map(({ name, left, right }) => ({
    left: label(name, left, `${name}  ${left}`, room),
    right: label(name, right, `${right}  ${name}`, room),
  }));
  const longest = Math.max(0, ...labels.flatMap(({ left, right }) => [left.length, right.length]));
  const margin = Math.min(width * mostLabel, longest * characterWidth + gap);
  return {
    size: { width, height: 32 + Math.max(0, entries.length - 1) * rowHeight },
    left: margin,
    right: width - margin,
    lines: entries.map((entry, index) => ({
      ...entry,
      ...labels[index],
      from: from[index] ?? 0,
      to: to[index] ?? 0,
      turn:
        entry.leftRank === entry.rightRank ? 'keeps' : entry.leftRank > entry.rightRank ? 'rises' : 'falls',
    })),
  };
}

function placesBy(entries: readonly SlopeEntry[], rankOf: (entry: SlopeEntry) => number): readonly number[] {
  const sorted = [...entries].sort((one, other) => rankOf(one) - rankOf(other));
  return entries.map((entry) => 16 + sorted.indexOf(entry) * rowHeight);
}

/** Both where there is room, else the name alone, cut if it must be. */
function label(name: string, value: string, both: string, room: number): string {
  if (both.length <= room || value === '') return both;
  return name.length <= room ? name : `${name.slice(0, Math.max(1, room - 1))}…`;
}
