import type { CompareReading } from '../../../simulations/reading.ts';
import type { Format } from '../../format.ts';
import { number, text } from '../experiment/pieces.ts';
import type { Piece } from './headline.ts';

/**
 * What a founder has to know whoever is ahead: under which of the two a new customer costs more than it brings, where that is
 * clear of the Monte Carlo error. Empty where no strategy is so.
 */
export function dearCustomers(reading: CompareReading, format: Format): readonly Piece[] {
  const { cacBlended, ltv } = reading.metrics;
  const dear = [0, 1].flatMap((strategy) => {
    const [cost, worth] = [cacBlended?.perStrategy[strategy], ltv?.perStrategy[strategy]];
    const gap = (cost?.mean ?? NaN) - (worth?.mean ?? NaN);
    const error = Math.hypot(cost?.standardError ?? NaN, worth?.standardError ?? NaN);
    if (cost === undefined || worth === undefined || !(gap > 3 * error)) return [];
    const said = ({ mean, standardError }: typeof cost) => number(format.value(mean, 'money', standardError));
    const name: Piece = { kind: 'strategy', strategy, text: reading.strategies[strategy] ?? '' };
    return [[said(cost), text(' against '), said(worth), text(' under '), name]];
  });
  if (dear.length === 0) return [];
  return [
    text('A new customer costs more than it brings over the LTV horizon: '),
    ...dear.flatMap((pieces, index) => (index === 0 ? pieces : [text(', '), ...pieces])),
    text('.'),
  ];
}
