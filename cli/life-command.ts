import { finders, oneLife } from '../simulations/designs/one-life.ts';
import type { LifeEvent, LifeStory } from '../simulations/designs/life-story.ts';
import type { OneLifeQuestion, OneLifeReading } from '../simulations/designs/one-life.ts';
import { printable } from '../simulations/parameters/problem.ts';
import type { Cell } from '../scenarios/csv.ts';
import { experimentCommand } from './experiment-command.ts';
import { Questions } from './experiment-options.ts';
import { valueText } from './number-text.ts';
import { sourceLine, textTable } from './text-table.ts';

export const lifeCommand = experimentCommand<OneLifeQuestion, OneLifeReading>({
  name: 'life',
  help: 'one simulated customer, month by month, under the first two strategies',
  options: ['find', 'future'],
  ask(options) {
    const questions = new Questions(options);
    const who = questions.word('find', finders, 'anybody');
    const future = questions.whole('future', 1, 100_000, 1);
    const { problems } = questions;
    if (problems.length > 0) return { kind: 'problems', problems };
    return {
      kind: 'question',
      question: { find: { who, direction: 'next' }, future: future - 1 },
    };
  },
  design: oneLife,
  until: { refused: 'one customer is looked at, so there is no average with an error to wait for.' },
  table(reading) {
    const { customer, segment, first, second, parting, lasting } = reading;
    if (customer === null) return [`Nobody like that in ${reading.futures} futures.`];
    const where = `future ${customer.replication + 1}, ${printable(segment ?? '')}, came in month ${customer.month} (${customer.channel}), number ${customer.index + 1}`;
    return [
      `One customer: ${where}`,
      parting === null
        ? 'The two lives never part.'
        : `The two lives part in month ${parting.month}: ${parting.what} (${eventsText(parting.first)} / ${eventsText(parting.second)}).`,
      ...(parting === null
        ? []
        : [
            lasting === null
              ? 'No difference lasts.'
              : `A difference lasts from month ${lasting.month} on: ${lasting.what} (${eventsText(lasting.first)} / ${eventsText(lasting.second)}).`,
          ]),
      ...[first, second].flatMap((story, index) => [
        '',
        ...storyLines(printable(reading.strategies[index] ?? ''), story),
      ]),
      '',
      sourceLine(reading),
    ];
  },
  rows: ({ first, second }) => [
    [
      'strategy',
      'month',
      'plan',
      'mrr',
      'seats',
      'usage',
      'value',
      'engagement',
      'trust',
      'fatigue',
      'events',
    ],
    ...[first, second].flatMap(
      (story) =>
        story?.months.map((each): Cell[] => [
          story.strategy,
          each.month,
          each.plan,
          each.mrr,
          each.seats,
          each.usage,
          each.value,
          each.engagement,
          each.trust,
          each.fatigue,
          eventsText(each.events),
        ]) ?? [],
    ),
  ],
});

function storyLines(strategy: string, story: LifeStory | null): readonly string[] {
  if (story === null) return [`${strategy}: this customer never comes.`];
  const rows = story.months.map(({ month, plan, mrr, value, engagement, trust, events }) => [
    String(month),
    printable(plan, 16),
    valueText(mrr, null, 'money'),
    ...[value, engagement, trust].map((share) => share.toFixed(2)),
    eventsText(events),
  ]);
  return textTable([strategy, 'plan', 'MRR', 'value', 'engagement', 'trust', 'what happened'], rows);
}

function eventsText(events: readonly LifeEvent[]): string {
  const texts = events.map((event) =>
    event.kind === 'offer' ? `${event.offer} at ${event.trigger} ${event.answer}` : event.kind,
  );
  return texts.length === 0 ? 'nothing' : texts.join(', ');
}
