import { printable } from '../simulations/parameters/problem.ts';
import type { CompareReading, MetricReading } from '../simulations/reading.ts';
import { none, signedText, valueText } from './number-text.ts';

/** What the headline speaks of: the first of these that there is. */
const headlineMetrics = ['discountedContribution', 'contribution', 'mrr'];

/** A comparison for a terminal: a sentence, who is who, and a row for each metric. */
export function comparisonTable(reading: CompareReading): string {
  const letters = reading.strategies.map((_, index) => letterOf(index));
  const header = ['', ...letters, 'B − A', '± 95 %', 'B ahead'];
  const rows = Object.values(reading.metrics).map(rowOf);
  const widths = header.map((cell, column) =>
    Math.max(...[header, ...rows].map((row) => (row[column] ?? cell).length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [
    headline(reading),
    '',
    ...reading.strategies.map((name, index) => `${letterOf(index)}  ${printable(name)}`),
    '',
    line(header),
    ...rows.map(line),
    '',
    `${reading.replications} futures of ${reading.months} months; money in ${printable(reading.currency)}; ± is the Monte Carlo error of the mean`,
    `difference; "ahead" counts futures in 100. Seed ${JSON.stringify(printable(reading.seed))}, engine ${reading.engine}, fingerprint ${reading.fingerprint}.`,
    '',
  ].join('\n');
}

function rowOf({ name, unit, better, perStrategy, difference }: MetricReading): readonly string[] {
  const { mean, low, high, standardError, aheadShare } = difference;
  const reach = low === null || high === null ? null : (high - low) / 2;
  return [
    name,
    ...perStrategy.map((spread) => valueText(spread.mean, spread.standardError, unit)),
    signedText(mean, standardError, unit),
    valueText(reach, standardError, unit),
    aheadShare === null || better === 'neither' ? none : futuresText(aheadShare),
  ];
}

function headline({ strategies, metrics, months }: CompareReading): string {
  const id = headlineMetrics.find((known) => metrics[known] !== undefined) ?? Object.keys(metrics)[0];
  const metric = id === undefined ? undefined : metrics[id];
  const [first = 'A', second = 'B'] = strategies.map((name) => printable(name));
  const mean = metric?.difference.mean ?? null;
  if (metric === undefined || mean === null) {
    return `After ${months} months there is nothing to compare ${second} with ${first} by.`;
  }
  const { unit, difference } = metric;
  const { low, high, standardError, aheadShare, tiedShare } = difference;
  if (mean === 0 && low === 0 && high === 0) {
    return `After ${months} months ${second} and ${first} are equal in ${inSentence(metric.name)}, future by future.`;
  }
  const isSecondAhead = mean > 0 === (metric.better !== 'lower');
  const [leader, other] = isSecondAhead ? [second, first] : [first, second];
  const share = isSecondAhead ? aheadShare : 1 - (aheadShare ?? 0) - (tiedShare ?? 0);
  const sign = mean < 0 ? -1 : 1;
  const text = (end: number | null) => signedText(end === null ? null : sign * end, standardError, unit);
  const [from, to] = sign < 0 ? [text(high), text(low)] : [text(low), text(high)];
  const interval = low === null ? '' : ` (95 % interval ${from} to ${to})`;
  const isOpen = low === null || high === null || (low <= 0 && high >= 0);
  return [
    `After ${months} months ${leader} is ahead of ${other} in ${inSentence(metric.name)} in ${futuresText(share ?? 0)} of 100 futures,`,
    `by ${valueText(Math.abs(mean), standardError, unit)} on average${interval}.`,
    ...(isOpen ? ['That is not settled: more futures would tell.'] : []),
  ].join('\n');
}

/** A name inside a sentence: small at the start, unless it is an abbreviation. */
function inSentence(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** Futures in 100; never 0 or 100 by rounding. */
function futuresText(share: number): string {
  if (share > 0 && share < 0.01) return 'fewer than 1';
  if (share > 0.99 && share < 1) return 'more than 99';
  return String(Math.round(100 * share));
}

function letterOf(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}
