import type { CompareReading } from '../../../simulations/reading.ts';
import { bridgeSummary, periodsOf } from '../../charts/bridge.ts';
import { countAbove } from '../../charts/dots.ts';
import { medianSaid } from '../../charts/curve.ts';
import type { Format } from '../../format.ts';
import type { LifetimeTerms } from './lifetime-terms.ts';

/** What the room tells beyond the headline, the numbers and the fans: most asked for first. */
export const topics = [
  { id: 'money', title: 'Where the money comes from' },
  { id: 'stay', title: 'Who stays' },
  { id: 'worth', title: 'What a customer is worth' },
  { id: 'grow', title: 'How customers grow' },
  { id: 'segments', title: 'Segment by segment' },
  { id: 'trust', title: 'Trust and reputation' },
] as const;
export type TopicId = (typeof topics)[number]['id'];

/** The sentence that stands for a topic while it is folded. */
export function topicSummary(
  id: TopicId,
  reading: CompareReading,
  terms: LifetimeTerms,
  format: Format,
): string {
  const names = reading.strategies.slice(0, 2);
  const tables = reading.tables.slice(0, 2);
  const each = (say: (table: (typeof tables)[number], index: number) => string, between = '; ') =>
    tables.map((table, index) => `${names[index] ?? ''}: ${say(table, index)}`).join(between) + '.';
  switch (id) {
    case 'money':
      return bridgeSummary(
        tables.map(({ movements }) => periodsOf(movements)),
        names,
        format,
      );
    case 'stay':
      return each(({ survival }) => medianSaid(survival, 'left', format));
    case 'worth':
      return `${each(({ lifetimeValues: { mean, dots } }, index) => {
        if (mean === null) return 'nobody could be watched for long enough';
        const above = countAbove(dots, mean);
        // With the digits that the table of metrics gives the same mean.
        const error = reading.metrics.ltv?.perStrategy[index]?.standardError;
        return `${format.value(mean, 'money', error)} on average, which ${format.count(above)} of ${format.count(dots.length)} exceed`;
      })}${tables.every(({ lifetimeValues }) => lifetimeValues.mean === null) ? '' : ` Summed ${terms.ltv}.`}`;
    case 'grow':
      return each(({ timeToExpansion }) => medianSaid(timeToExpansion, 'expanded', format));
    case 'segments':
      return segmentsAhead(reading, format);
    case 'trust':
      return trustSaid(reading, format);
  }
}

/** In which segments the second strategy earns more. */
function segmentsAhead(reading: CompareReading, format: Format): string {
  const second = reading.strategies[1] ?? '';
  const segments = Object.values(reading.segments);
  const ahead = segments.filter(({ metrics }) => (metrics.discountedContribution?.difference.mean ?? 0) > 0);
  if (ahead.length === 0)
    return `${second} earns more in none of the ${format.count(segments.length)} segments.`;
  const where = ahead.map(({ name }) => name).join(', ');
  return `${second} earns more in ${format.count(ahead.length)} of ${format.count(segments.length)} segments: ${where}.`;
}

function trustSaid(reading: CompareReading, format: Format): string {
  const trust = reading.metrics.trust;
  if (trust === undefined) return '';
  const said = trust.perStrategy
    .slice(0, 2)
    .map(
      ({ mean, standardError }, index) =>
        `${format.value(mean, 'index', standardError)} under ${reading.strategies[index] ?? ''}`,
    );
  return `Trust at the end: ${said.join(', ')}.`;
}
