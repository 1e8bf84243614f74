import { scaleLinear } from 'd3';
import type { Regret } from '../../simulations/designs/line.ts';
import { monthTicks } from './frame.ts';
import type { Plot, Size, Tick } from './frame.ts';

export interface RegretRow {
  readonly intensity: number;
  readonly regret: Regret;
  readonly name: string;
  readonly text: string;
  /** The same where there is little room. */
  readonly shortText: string;
}

export interface PlacedRegret {
  readonly size: Size;
  readonly plot: Plot;
  readonly rowHeight: number;
  readonly monthTicks: readonly Tick[];
  readonly rows: readonly PlacedRegretRow[];
}

export interface PlacedRegretRow {
  readonly name: string;
  /** What there is room for beside the row, and the whole of it. */
  readonly text: string;
  readonly said: string;
  readonly y: number;
  /** Undefined where there is no regret within the horizon. */
  readonly dot: number | undefined;
  /** Undefined where no resample regrets. */
  readonly from: number | undefined;
  readonly to: number;
  /** The interval goes on beyond the horizon. */
  readonly open: boolean;
}

const rowHeight = 24;
const textWidth = 150;
const shortTextWidth = 92;
/** Narrower than this, and the months need the room more than the words. */
const narrow = 480;

function regretHeight(rows: number): number {
  return 8 + rows * rowHeight + 28;
}

/** A line for each intensity, the strongest on top: the month of regret and its interval. */
export function placeRegret(rows: readonly RegretRow[], months: number, width: number): PlacedRegret {
  const height = regretHeight(rows.length);
  const isNarrow = width < narrow;
  const plot = {
    left: 52,
    right: Math.max(92, width - (isNarrow ? shortTextWidth : textWidth)),
    top: 8,
    bottom: height - 28,
  };
  const x = scaleLinear([1, Math.max(2, months)], [plot.left, plot.right]);
  const at = (month: number) => Math.round(x(month) * 10) / 10;
  return {
    size: { width, height },
    plot,
    rowHeight,
    monthTicks: monthTicks(months, plot.right - plot.left).map((month) => ({
      at: x(month),
      text: String(month),
    })),
    rows: rows.toReversed().map(({ name, text, shortText, regret }, index) => {
      const high = regret.kind === 'regretted' ? regret.high : null;
      return {
        name,
        text: isNarrow ? shortText : text,
        said: text,
        y: plot.top + (index + 0.5) * rowHeight,
        dot: regret.kind === 'regretted' ? at(regret.month) : undefined,
        from: regret.low === null ? undefined : at(regret.low),
        to: high === null ? plot.right : at(high),
        open: regret.low !== null && high === null,
      };
    }),
  };
}
