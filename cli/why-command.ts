import plausibleFile from '../scenarios/claims/plausible-worlds.json' with { type: 'json' };
import { plausibleRanges, readPlausibleWorlds } from '../scenarios/plausible-worlds.ts';
import { atMedians } from '../simulations/designs/compare-study.ts';
import { why, whyUntilPrecise } from '../simulations/designs/why.ts';
import { areTied } from '../simulations/designs/sensitivity-study.ts';
import type { SensitivityReading } from '../simulations/designs/sensitivity.ts';
import type { WhyReading } from '../simulations/designs/why.ts';
import type { ParameterRange } from '../simulations/designs/outcomes.ts';
import type { Correlation } from '../simulations/parameters/run.ts';
import { printable } from '../simulations/parameters/problem.ts';
import { experimentCommand } from './experiment-command.ts';
import { Questions } from './experiment-options.ts';
import { pairingLines } from './precision-asked.ts';
import { none, percentText, signedText, valueText } from './number-text.ts';
import { textTable } from './text-table.ts';

interface WhyQuestion {
  readonly metric: string;
  readonly ranges: readonly ParameterRange[];
  readonly rows: number;
  readonly rowFutures: number;
  readonly correlations: readonly Correlation[];
}

export const whyCommand = experimentCommand<WhyQuestion, WhyReading>({
  name: 'why',
  help: 'split the gap between the first two strategies by lever, and say what moves it, what turns it and what knowing is worth',
  options: ['metric', 'parameter', 'rows', 'row-futures'],
  ask(options, study, scenario) {
    const questions = new Questions(options);
    const moved = questions.moved('parameter', study).flatMap((one): readonly ParameterRange[] => {
      if ('low' in one) return [{ name: one.name, pointers: one.pointers, low: one.low, high: one.high }];
      questions.refuse('parameter', one.pointers[0] ?? '', 'a range: POINTER=LOW..HIGH');
      return [];
    });
    const { metric = 'contribution' } = questions.metric();
    const rows = questions.whole('rows', 8, 100_000, 64);
    const rowFutures = questions.whole(
      'row-futures',
      1,
      study.run.replications,
      Math.min(2, study.run.replications),
    );
    const { problems } = questions;
    const { correlations = [] } = scenario.run;
    const ranges = moved.length > 0 ? moved : rangesOfEvidence(study.world);
    return problems.length > 0
      ? { kind: 'problems', problems }
      : { kind: 'question', question: { metric, ranges, rows, rowFutures, correlations } };
  },
  caution: ({ draws }) => (draws === undefined ? undefined : atMedians),
  design: ({ world, strategies, run }, question) => why({ world, strategies, run, ...question }),
  until: {
    of: 'the gap; what moves it and what turns it keep their own futures',
    design: ({ world, strategies, run }, question, until) =>
      whyUntilPrecise({ world, strategies, run, ...question }, until),
  },
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
      ...pairingLines([attribution.pairingGain]),
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
      'Where the gap turns, and what knowing the parameter is worth',
      ...textTable(
        ['parameter', 'turns at', 'from', 'to', 'knowing it is worth'],
        sensitivity.gap.inputs.map(({ name }) => {
          const turn = flips.flips.find((one) => one.name === name);
          const worth = information?.perInput.find((one) => one.name === name)?.worth.value ?? null;
          return [
            name,
            ...[turn?.at ?? null, turn?.atLow ?? null, turn?.atHigh ?? null].map(numberText),
            valueText(worth, null, unit),
          ];
        }),
      ),
      ...flips.flips.flatMap(({ name, reason }) =>
        reason === null ? [] : [`${name} does not turn it: ${reason}.`],
      ),
      '',
      ...sensitivityLines(sensitivity),
      information === null
        ? ''
        : `Knowing all of them first: ${valueText(information.perfect.value, null, unit)}`,
      `engine ${attribution.engine}, seed ${JSON.stringify(attribution.seed)}, ${attribution.replications} futures, fingerprint ${reading.fingerprint}`,
    ];
  },
  rows: ({ attribution, tornado, flips, sensitivity }) => [
    ['what', 'name', 'value', 'low', 'high'],
    ...attribution.parts.map(({ name, value, low, high }) => ['part', name, value, low, high]),
    ...tornado.bars.map(({ name, swing, low, high }) => ['swing', name, swing, low.gap, high.gap]),
    ...flips.flips.map(({ name, at, atLow, atHigh }) => ['turn', name, at, atLow, atHigh]),
    ...sensitivity.gap.inputs.flatMap(({ name, firstOrder, total, rankCorrelation }) =>
      Object.entries({ 'first order': firstOrder, total, 'rank correlation': rankCorrelation }).flatMap(
        ([what, index]) => (index === null ? [] : [[what, name, index.value, index.low, index.high]]),
      ),
    ),
  ],
});

/** What the spread of the gap over whole ranges comes from: Sobol indices, or rank correlations of what is tied together. */
function sensitivityLines({ gap, rows, replications }: SensitivityReading): readonly string[] {
  const how = `${rows} worlds drawn, ${replications} ${replications === 1 ? 'future' : 'futures'} in each; 95 % bootstrap intervals`;
  if (areTied(gap))
    return [
      `What the gap goes with over whole ranges: rank correlation, as the scenario ties these parameters together and no share of the spread is one parameter's own (${how})`,
      ...textTable(
        ['parameter', 'rank correlation', 'from', 'to', 'the others held'],
        gap.inputs.map(({ name, rankCorrelation, partialRankCorrelation }) => [
          name,
          ...[rankCorrelation.value, rankCorrelation.low, rankCorrelation.high, partialRankCorrelation].map(
            correlationText,
          ),
        ]),
      ),
    ];
  return [
    `What the spread of the gap comes from over whole ranges: Sobol indices (${how})`,
    ...textTable(
      ['parameter', 'first order', 'from', 'to', 'total', 'from', 'to'],
      gap.inputs.map(({ name, firstOrder, total }) => [
        name,
        ...[firstOrder, total].flatMap((index) =>
          [index?.value, index?.low, index?.high].map((value) => shareText(value ?? null)),
        ),
      ]),
    ),
  ];
}

function correlationText(value: number | null): string {
  return value === null ? none : value.toFixed(2);
}

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
