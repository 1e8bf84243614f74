import type { Lesson } from '../../../scenarios/lessons.ts';
import type { CompareReading, MetricReading } from '../../../simulations/reading.ts';
import type { Format } from '../../format.ts';

/** What a run says about a lesson's question: changes of the second arm against the first, as shares of the first. */
export interface LessonAnswer {
  readonly verdict: keyof Lesson['explain'];
  readonly change: number;
  /** Where 8 of 10 futures lie. */
  readonly from: number;
  readonly to: number;
}

/** Undefined where the metric does not exist, or the first arm earns nothing to measure a change by. */
export function answerOf({ metric }: Lesson, reading: CompareReading): LessonAnswer | undefined {
  const measured = reading.metrics[metric];
  const base = measured?.perStrategy[0]?.mean ?? 0;
  if (measured === undefined || base === 0) return undefined;
  const { mean, low, high, p10, p90 } = measured.difference;
  if (mean === null || p10 === null || p90 === null) return undefined;
  const share = (value: number) => value / Math.abs(base);
  const verdict = (low ?? mean) > 0 ? 'higher' : (high ?? mean) < 0 ? 'lower' : 'tooClose';
  return { verdict, change: share(mean), from: share(p10), to: share(p90) };
}

/** "+20%", "−3%": a change as it is guessed and as it came out. */
export function changeText(change: number, format: Format): string {
  const sign = change > 0 ? '+' : change < 0 ? '−' : '';
  return `${sign}${format.percent(Math.abs(change))}`;
}

/** How the guess and what came out compare. */
export function verdictSaid(
  guess: number,
  { change, from, to, verdict }: LessonAnswer,
  format: Format,
): string {
  const said = (value: number) => changeText(value, format);
  const came = `You said ${said(guess)}; it is ${said(change)} on average, and in 8 of 10 futures between ${said(from)} and ${said(to)}.`;
  const sameSide = Math.sign(guess) === Math.sign(change);
  if (guess >= from && guess <= to) return `${came} Your guess is one of the futures that happen.`;
  if (verdict === 'tooClose') return `${came} The average could as well be nothing.`;
  if (guess === 0) return `${came} It does make a difference.`;
  if (!sameSide) return `${came} It goes the other way.`;
  return `${came} ${Math.abs(guess) > Math.abs(change) ? 'Less than you thought' : 'More than you thought'}, in the direction you thought.`;
}

export interface ShownMetric {
  readonly id: string;
  readonly name: string;
  readonly values: readonly string[];
  readonly difference: string;
}

/** The metrics that show why, in the order of the lesson. */
export function shownMetrics(
  { shows }: Lesson,
  reading: CompareReading,
  format: Format,
): readonly ShownMetric[] {
  return shows.flatMap((id) => {
    const found: MetricReading | undefined = reading.metrics[id];
    if (found === undefined) return [];
    const { name, unit, perStrategy, difference } = found;
    return [
      {
        id,
        name,
        values: perStrategy
          .slice(0, 2)
          .map(({ mean, standardError }) => format.value(mean, unit, standardError)),
        difference: format.difference(difference.mean, unit, difference.standardError),
      },
    ];
  });
}
