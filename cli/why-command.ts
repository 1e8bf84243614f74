import plausibleFile from '../scenarios/claims/plausible-worlds.json' with { type: 'json' };
import { plausibleRanges, readPlausibleWorlds } from '../scenarios/claims.ts';
import { why } from '../simulations/designs/why.ts';
import type { WhyReading } from '../simulations/designs/why.ts';
import type { ParameterRange } from '../simulations/designs/outcomes.ts';
import { printable } from '../simulations/parameters/problem.ts';
import { experimentCommand } from './experiment-command.ts';
import { Questions } from './experiment-options.ts';
import { none, percentText, signedText, valueText } from './number-text.ts';
import { textTable } from './text-table.ts';

interface WhyQuestion {
  readonly metric: string;
  readonly ranges: readonly ParameterRange[];
}

export const whyCommand = experimentCommand<WhyQuestion, WhyReading>({
  name: 'why',
  help: 'split the gap between the first two strategies by lever, and say what moves it, what turns it and what knowing is worth',
  options: ['metric', 'parameter'],
  ask(options, study) {
    const questions = new Questions(options);
    const moved = questions.moved('parameter', study).flatMap((one): readonly ParameterRange[] => {
      if ('low' in one) return [{ name: one.name, pointers: one.pointers, low: one.low, high: one.high }];
      questions.refuse('parameter', one.pointers[0] ?? '', 'a range: POINTER=LOW..HIGH');
      return [];
    });
    const { metric = 'contribution' } = questions.metric();
    const { problems } = questions;
    const ranges = moved.length > 0 ? moved : rangesOfEvidence(study.world);
    return problems.length > 0
      ? { kind: 'problems', problems }
      : { kind: 'question', question: { metric, ranges } };
  },
  design: ({ world, strategies, run }, question) => why({ world, strategies, run, ...question }),
  table(reading) {
    const { attribution, tornado, flips, sensitivity, information } = reading;
    const { unit, metric } = attribution;
    const [first, second] = attribution.strategies.map((name) => printable(name));
    const amount = (value: number | null) => signedText(value, null, unit);
    return [
      `${metric}: ${second ?? ''} less ${first ?? ''} is ${amount(attribution.gap)}, split over the levers that differ (Shapley, ${attribution.method})`,
      ...textTable(
        ['lever', 'part', 'from', 'to', 'alone', 'last'],
        attribution.parts.map(({ name, value, low, high, alone, last }) => [
          name,
          ...[value, low, high, alone, last].map(amount),
        ]),
      ),
      '',
      `What moves the gap: ${tornado.method}`,
      ...textTable(
        ['parameter', 'low end', 'gap there', 'high end', 'gap there'],
        tornado.bars
          .slice(0, 12)
          .map(({ name, low, high }) => [
            name,
            numberText(low.value),
            amount(low.gap),
            numberText(high.value),
            amount(high.gap),
          ]),
      ),
      tornado.limits,
      '',
      'Where the gap turns, and what it depends on over whole ranges',
      ...textTable(
        ['parameter', 'turns at', 'from', 'to', 'first order', 'total', 'knowing it is worth'],
        sensitivity.gap.inputs.map(({ name, firstOrder, total }) => {
          const turn = flips.flips.find((one) => one.name === name);
          const worth = information?.perInput.find((one) => one.name === name)?.worth.value ?? null;
          return [
            name,
            ...[turn?.at ?? null, turn?.atLow ?? null, turn?.atHigh ?? null].map(numberText),
            shareText(firstOrder?.value ?? null),
            shareText(total?.value ?? null),
            valueText(worth, null, unit),
          ];
        }),
      ),
      information === null
        ? ''
        : `Knowing all of them first: ${valueText(information.perfect.value, null, unit)}`,
      `engine ${attribution.engine}, seed ${JSON.stringify(attribution.seed)}, fingerprint ${reading.fingerprint}`,
    ];
  },
  rows: ({ attribution, tornado }) => [
    ['what', 'name', 'value', 'low', 'high'],
    ...attribution.parts.map(({ name, value, low, high }) => ['part', name, value, low, high]),
    ...tornado.bars.map(({ name, swing, low, high }) => ['swing', name, swing, low.gap, high.gap]),
  ],
});

/** The ranges that the claims are tried in, as far as this world has the parameters. */
function rangesOfEvidence(world: object): readonly ParameterRange[] {
  const reading = readPlausibleWorlds(JSON.stringify(plausibleFile));
  return reading.kind === 'plausible' ? plausibleRanges(reading.plausible, { world }) : [];
}

function numberText(value: number | null): string {
  return value === null ? none : String(Number(value.toPrecision(3)));
}

function shareText(value: number | null): string {
  return value === null ? none : percentText(value, 0);
}
