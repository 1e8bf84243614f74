import { find } from '../simulations/designs/search.ts';
import type { Constraint, FindQuestion, FindReading } from '../simulations/designs/search-reading.ts';
import { leastPrecise } from '../simulations/designs/precision.ts';
import { metrics } from '../simulations/metrics/registry.ts';
import { printable } from '../simulations/parameters/problem.ts';
import { experimentCommand } from './experiment-command.ts';
import { numberOf, Questions } from './experiment-options.ts';
import { none, percentText, signedText, valueText } from './number-text.ts';
import { valueOf } from './sweep-command.ts';
import { sourceLine, textTable } from './text-table.ts';

const searchFutures = 64;

export const findCommand = experimentCommand<FindQuestion, FindReading>({
  name: 'find',
  help: 'search for the best values of some levers under constraints, and judge the winner on fresh luck',
  options: ['strategy', 'lever', 'constraint', 'no-manipulation', 'metric'],
  moreFutures: searchFutures,
  ask(options, study) {
    const questions = new Questions(options);
    const strategy = questions.place(
      'strategy',
      study.strategies.map(({ name }) => name),
    );
    const moved = questions.moved('lever', study);
    const levers = moved.flatMap((lever) => ('values' in lever ? [] : [lever]));
    if (levers.length < moved.length)
      questions.refuse('lever', 'a list of values', 'a range', 'Write POINTER=LOW..HIGH.');
    if (questions.texts('lever').length === 0)
      questions.refuse('lever', 'no lever', 'one lever or more', 'Write --lever POINTER=LOW..HIGH.');
    const constraints = questions.texts('constraint').flatMap((text) => constraintOf(questions, text) ?? []);
    const metric = questions.metric();
    const asked = metrics.find(({ id }) => id === metric.metric);
    if (asked?.better === 'neither')
      questions.refuse('metric', asked.id, 'a metric of which more or less is better');
    const { problems } = questions;
    if (problems.length > 0) return { kind: 'problems', problems };
    const { noManipulation } = options;
    return {
      kind: 'question',
      question: { strategy, levers, constraints, noManipulation, searchFutures, ...metric },
    };
  },
  design: find,
  until: {
    of: 'what was found less what there is now, on fresh luck',
    read: ({ fresh }) => (fresh === undefined ? null : leastPrecise([fresh.difference])),
  },
  table(reading) {
    const { metric, levers, search, fresh } = reading;
    const leverRows = levers.map(({ name, present, low, high, found }) => [
      name,
      valueOf(present),
      valueOf(found),
      `${valueOf(low)} to ${valueOf(high)}`,
    ]);
    const found = textTable(
      [`Levers of ${printable(reading.strategy)}`, 'now', 'found', 'looked at'],
      leverRows,
    );
    if (fresh === undefined) return found;
    const { difference, curse, regret, finalists } = fresh;
    const finalistRows = finalists.map(({ name, outcome, worstDecile, constraints }) => [
      printable(name),
      valueText(outcome.mean, outcome.standardError, metric.unit),
      valueText(worstDecile, outcome.standardError, metric.unit),
      constraints.every(({ verdict }) => verdict === 'met') ? 'met' : 'missed',
    ]);
    return [
      ...found,
      '',
      `${fresh.futures} fresh futures, money in ${printable(reading.currency)}`,
      ...textTable(['', metric.name, 'worst tenth', 'constraints'], finalistRows),
      '',
      `Found against now: ${signedText(difference.mean, difference.standardError, metric.unit)}, ahead in ${percentText(difference.aheadShare ?? 0, 0)} of futures.`,
      `The search promised ${valueText(search.mean, search.standardError, metric.unit)} after ${search.points} points; winner’s curse ${signedText(curse.mean, curse.standardError, metric.unit)}.`,
      `Regret against the best finalist of each future: ${valueText(regret.mean, difference.standardError, metric.unit)} on average, ${regret.noneShare === null ? none : percentText(regret.noneShare, 0)} of futures without any.`,
      sourceLine(reading),
    ];
  },
  rows: ({ levers, fresh }) => [
    ['finalist', 'mean', 'standardError', 'worstDecile', ...levers.map(({ name }) => name)],
    ...(fresh?.finalists ?? []).map(({ name, outcome, worstDecile, values }) => [
      name,
      outcome.mean,
      outcome.standardError,
      worstDecile,
      ...levers.map((_, index) => values?.[index] ?? null),
    ]),
  ],
});

function constraintOf(questions: Questions, text: string): Constraint | undefined {
  const [, metric = '', sign, written = ''] = /^([A-Za-z]+) ?(<=|>=) ?(.+)$/.exec(text) ?? [];
  const limit = numberOf(written);
  if (metrics.some(({ id }) => id === metric) && limit === limit)
    return { metric, kind: sign === '<=' ? 'atMost' : 'atLeast', limit };
  questions.refuse('constraint', text, 'a metric, <= or >=, and a number', 'For example cashTrough<=40000.');
  return undefined;
}
