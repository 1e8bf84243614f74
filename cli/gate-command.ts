import { gate, gateLimits, gates } from '../simulations/designs/gate.ts';
import type { GateGain, GateQuestion, GateReading } from '../simulations/designs/gate.ts';
import { leastPrecise } from '../simulations/designs/precision.ts';
import { printable } from '../simulations/parameters/problem.ts';
import { Tier } from '../simulations/parameters/strategy/ladder.ts';
import { declarationOf } from '../simulations/parameters/declare.ts';
import { experimentCommand } from './experiment-command.ts';
import { Questions } from './experiment-options.ts';
import { signedText, valueText } from './number-text.ts';
import { bestLines, valueOf } from './sweep-command.ts';
import { pairingLines } from './precision-asked.ts';
import { sourceLine, textTable } from './text-table.ts';

export const gateCommand = experimentCommand<GateQuestion, GateReading>({
  name: 'gate',
  help: 'move the limit of the free plan from far too early to never, for everybody and each segment',
  options: ['strategy', 'plan', 'gate', 'limits', 'metric'],
  ask(options, study) {
    const questions = new Questions(options);
    const strategy = questions.place(
      'strategy',
      study.strategies.map(({ name }) => name),
    );
    const tiers = study.strategies[strategy]?.ladder.tiers ?? [];
    const tier = questions.place(
      'plan',
      tiers.map(({ name }) => name),
    );
    const moved = questions.word('gate', gates, 'usageLimit');
    const about = declarationOf(Tier.shape[moved]);
    const range = about?.kind === 'limit' ? about : { min: 0, max: 0 };
    const limits = questions.values('limits', range, true) ?? gateLimits(study, moved, { strategy, tier });
    const question = { strategy, tier, gate: moved, limits, ...questions.metric() };
    const { problems } = questions;
    return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'question', question };
  },
  design: gate,
  until: {
    of: 'the outcome of everybody at the least certain limit',
    read: ({ scopes }) => leastPrecise(scopes[0]?.points.map(({ outcome }) => outcome) ?? []),
  },
  table(reading) {
    const { metric, scopes } = reading;
    const lines = scopes.flatMap(({ segment, points, best, gain }) => {
      const who = segment === null ? 'Everybody' : printable(segment);
      const table = textTable(
        [who, metric.name, 'sign-up to paid', 'meet the wall', 'value found by then'],
        points.map(({ limit, outcome, conversion, wallsMet, valueAtWall }) => [
          valueOf(limit),
          valueText(outcome.mean, outcome.standardError, metric.unit),
          ...[conversion, wallsMet, valueAtWall].map(({ mean, standardError }) =>
            valueText(mean, standardError, 'share'),
          ),
        ]),
      );
      const axis = { name: reading.gate, pointers: [] };
      return [
        ...table,
        ...(best === null ? [] : bestLines(who, best, [axis], metric.unit)),
        ...(gain === null ? [] : gainLines(gain, reading)),
        '',
      ];
    });
    const present = valueOf(reading.present);
    return [
      `${reading.gate} of ${printable(reading.plan)} under ${printable(reading.strategy)}, now ${present}; money in ${printable(reading.currency)}`,
      '',
      ...lines,
      sourceLine(reading),
    ];
  },
  rows: ({ gate: moved, scopes }) => [
    ['segment', moved, 'outcome', 'outcomeError', 'conversion', 'wallsMet', 'valueAtWall'],
    ...scopes.flatMap(({ segment, points }) =>
      points.map(({ limit, outcome, conversion, wallsMet, valueAtWall }) => [
        segment,
        limit ?? 'none',
        outcome.mean,
        outcome.standardError,
        conversion.mean,
        wallsMet.mean,
        valueAtWall.mean,
      ]),
    ),
  ],
});

/** The best limit against the present one, and what pairing saved. */
function gainLines(
  { limit, difference, pairingGain }: GateGain,
  { present, metric }: GateReading,
): readonly string[] {
  if (limit === present) return ['No limit that was tried is better than the present one.'];
  const { mean, standardError, low, high } = difference;
  const [gain, from, to] = [mean, low, high].map((value) => signedText(value, standardError, metric.unit));
  return [
    `${valueOf(limit)} instead of ${valueOf(present)}: ${gain ?? ''} (95 %: ${from ?? ''} to ${to ?? ''}), future by future.`,
    ...pairingLines([pairingGain]),
  ];
}
