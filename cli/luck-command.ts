import { retold } from '../simulations/designs/retold.ts';
import { splitHeadline, splitSpread } from '../simulations/designs/uncertainty.ts';
import type { Split, SplitQuestion, SplitReading } from '../simulations/designs/uncertainty.ts';
import { printable } from '../simulations/parameters/problem.ts';
import type { Cell } from '../scenarios/csv.ts';
import { experimentCommand } from './experiment-command.ts';
import { Questions } from './experiment-options.ts';
import { none, percentText, valueText } from './number-text.ts';
import { sourceLine, textTable } from './text-table.ts';

type Named = SplitReading & { readonly strategies: readonly string[] };

export const luckCommand = experimentCommand<SplitQuestion & { readonly names: readonly string[] }, Named>({
  name: 'luck',
  help: 'how much of the spread is luck, and how much comes from parameters that are not known',
  options: ['metric'],
  ask(options, { strategies }) {
    const questions = new Questions(options);
    const question = { ...questions.metric(), names: strategies.map(({ name }) => name) };
    const { problems } = questions;
    return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'question', question };
  },
  design: (study, { names, ...question }) =>
    retold(splitSpread(study, question), (reading) => ({ ...reading, strategies: names })),
  until: { of: 'the share of ignorance in the difference', read: splitHeadline },
  table: (reading) => [
    `Spread of ${reading.metric} over ${reading.draws} draws of what is uncertain, ${reading.futuresPerDraw} futures each`,
    '',
    ...textTable(
      ['', 'standard deviation', 'luck', 'ignorance'],
      named(reading).map(([name, split]) => [
        printable(name),
        split === null ? none : valueText(split.standardDeviation, null, 'money'),
        ...[split?.luck, split?.ignorance].map((part) =>
          part?.share === undefined || part.share === null ? none : percentText(part.share, 0),
        ),
      ]),
    ),
    '',
    sourceLine(reading),
  ],
  rows: (reading) => [
    ['of', 'part', 'variance', 'low', 'high', 'share'],
    ...named(reading).flatMap(([name, split]) =>
      split === null
        ? []
        : (['luck', 'ignorance'] as const).map((part): Cell[] => {
            const { variance, low, high, share } = split[part];
            return [name, part, variance, low, high, share];
          }),
    ),
  ],
});

function named({ strategies, perStrategy, difference }: Named): readonly (readonly [string, Split | null])[] {
  return [
    ...perStrategy.map((split, index) => [strategies[index] ?? '', split] as const),
    ...(perStrategy.length < 2 ? [] : [['difference', difference] as const]),
  ];
}
