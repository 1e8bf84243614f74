import { fewestForRange } from './fewest-for-range.ts';
import type { CompareReading, MetricReading } from '../../../simulations/reading.ts';
import { quantileErrorOf } from '../../format.ts';
import type { Format } from '../../format.ts';
import { answerMetric } from './answer-metric.ts';

/** A piece of the headline; strategies are marked so that they can wear their colour and shape. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strategy'; readonly strategy: number; readonly text: string }
  | { readonly kind: 'number'; readonly text: string };

export interface Headline {
  readonly verdict: 'ahead' | 'equal' | 'too close';
  /** Index of the strategy that is ahead. */
  readonly leader?: number;
  readonly answer: readonly Piece[];
  readonly detail: readonly Piece[];
}

/** The answer in words, from the metric that the room asks about first. */
export function headlineOf(reading: CompareReading, metric: MetricReading, format: Format): Headline {
  const [nameA = 'A', nameB = 'B'] = reading.strategies;
  const A: Piece = { kind: 'strategy', strategy: 0, text: nameA };
  const B: Piece = { kind: 'strategy', strategy: 1, text: nameB };
  const span = `${reading.replications < reading.plannedReplications ? 'So far, over' : 'Over'} ${format.span(reading.months)}`;
  const { difference, unit } = metric;
  const { mean, standardError, aheadShare, tiedShare } = difference;
  if (mean === null || difference.p10 === null || difference.p90 === null) {
    return {
      verdict: 'too close',
      answer: [text('There is no future in which both strategies can be compared.')],
      detail: [],
    };
  }
  if (tiedShare === 1) {
    return {
      verdict: 'equal',
      answer: [text(`${span} `), A, text(' and '), B, text(' earn exactly the same.')],
      detail: [text('They do not differ in any future: nothing that sets them apart reaches the money.')],
    };
  }

  const ahead = aheadShare ?? 0;
  const behind = 1 - ahead - (tiedShare ?? 0);
  const low = difference.low ?? mean;
  const high = difference.high ?? mean;
  if (low <= 0 && high >= 0) {
    return {
      verdict: 'too close',
      answer: [text(`${span} `), A, text(' and '), B, text(' are too close to call.')],
      detail: [
        ...rangePieces(metric, 1, format),
        text(' '),
        B,
        text(' is ahead in '),
        ...futuresPieces(ahead, difference.futures, format),
        // Of a spread that is not told nothing can be said.
        text(
          difference.futures < fewestForRange
            ? '.'
            : '; more futures would narrow the average, not this spread.',
        ),
      ],
    };
  }
  const leader = mean > 0 ? 1 : 0;
  const [winner, loser] = leader === 1 ? [B, A] : [A, B];
  return {
    verdict: 'ahead',
    leader,
    answer: [
      text(`${span} `),
      winner,
      text(' earns '),
      number(format.gap(mean, unit, standardError)),
      text(' more than '),
      loser,
      text('.'),
    ],
    detail: [
      ...rangePieces(metric, leader === 1 ? 1 : -1, format),
      text(' It is ahead in '),
      ...futuresPieces(leader === 1 ? ahead : behind, difference.futures, format),
      text('.'),
    ],
  };
}

/** "96 of 100 futures", or "4 of 4 futures". */
function futuresPieces(share: number, futures: number, format: Format): Piece[] {
  const { count, of } = format.futuresOf(share, futures);
  return [number(count), text(` of ${of} futures`)];
}

/** "8 of 10 futures lie between 0.2 M less and 1.7 M more." */
function rangePieces(metric: MetricReading, sign: 1 | -1, format: Format): Piece[] {
  const { p10, p90, standardError, futures } = metric.difference;
  const error = quantileErrorOf(standardError, 'p10');
  const [from, to] = sign === 1 ? [p10 ?? 0, p90 ?? 0] : [-(p90 ?? 0), -(p10 ?? 0)];
  const said = (value: number) => format.gap(value, metric.unit, error);
  const tellsNothing = said(from) === said(to) && Math.sign(from) === Math.sign(to);
  if (from !== to && (futures < fewestForRange || tellsNothing))
    return [text('Too few futures yet to say how far they lie apart.')];
  const start = text('8 of 10 futures lie between ');
  // An end that its own error rounds to nothing has no side.
  const nothing = said(0);
  if (from >= 0 || said(from) === nothing) {
    return [start, number(said(Math.max(0, from))), text(' and '), number(said(to)), text(' more.')];
  }
  if (to <= 0 || said(to) === nothing) {
    return [start, number(said(Math.min(0, to))), text(' and '), number(said(from)), text(' less.')];
  }
  return [start, number(said(from)), text(' less and '), number(said(to)), text(' more.')];
}

/** The whole answer as plain text; empty while there is nothing to say. */
export function answerText(reading: CompareReading | undefined, format: Format): string {
  const metric = reading === undefined ? undefined : answerMetric(reading);
  if (reading === undefined || metric === undefined) return '';
  const { answer, detail } = headlineOf(reading, metric, format);
  return `${plainText(answer)} ${plainText(detail)}`;
}

export function plainText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.text).join('');
}

function text(words: string): Piece {
  return { kind: 'text', text: words };
}

function number(words: string): Piece {
  return { kind: 'number', text: words };
}
