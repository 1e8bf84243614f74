import type { CompareStudy } from '../simulations/designs/compare.ts';
import { surface } from '../simulations/designs/surface.ts';
import type { SurfaceReading } from '../simulations/designs/surface.ts';
import { leastPrecise } from '../simulations/designs/precision.ts';
import { byValue } from '../simulations/designs/sweep-best.ts';
import type { Best, Value } from '../simulations/designs/sweep-best.ts';
import { alongAxis, scatterOf, sweep } from '../simulations/designs/sweep.ts';
import type { Axis, SweepQuestion, SweepReading } from '../simulations/designs/sweep.ts';
import { checkScenario } from '../simulations/parameters/checks.ts';
import { withValueAt } from '../simulations/parameters/pointer.ts';
import { printable } from '../simulations/parameters/problem.ts';
import type { Problem } from '../simulations/parameters/problem.ts';
import type { Scenario } from '../simulations/parameters/scenario.ts';
import type { Design } from '../simulations/point.ts';
import type { Unit } from '../simulations/reading.ts';
import type { Cell } from '../scenarios/csv.ts';
import { experimentCommand } from './experiment-command.ts';
import type { Asked } from './experiment-command.ts';
import { Questions } from './experiment-options.ts';
import type { Moved } from './experiment-options.ts';
import { none, percentText, signedText, valueText } from './number-text.ts';
import type { Options } from './options.ts';
import { pairingLines } from './precision-asked.ts';
import { sourceLine, textTable } from './text-table.ts';

/** A grid of two parameters, or any other points. */
interface SweepAsked extends SweepQuestion {
  readonly grid?: readonly [readonly Value[], readonly Value[]];
}
type Swept = SweepReading | SurfaceReading;

const mostPoints = 400;

export const sweepCommand = experimentCommand<SweepAsked, Swept>({
  name: 'sweep',
  help: 'move one or two parameters and see where each strategy is best and which is ahead',
  options: ['parameter', 'points', 'scatter', 'metric'],
  ask,
  design,
  until: {
    of: 'the difference, or of the mean, at the least certain point',
    read: ({ points }) =>
      leastPrecise(points.flatMap(({ difference, perStrategy }) => difference ?? perStrategy)),
  },
  table,
  rows,
});

function ask(options: Options, study: CompareStudy, scenario: Scenario): Asked<SweepAsked> {
  const questions = new Questions(options);
  const moved = questions.moved('parameter', study);
  const count = questions.texts('parameter').length;
  if (count === 0 || count > 2)
    questions.refuse(
      'parameter',
      `${count} parameters`,
      'one parameter or two',
      'Write --parameter POINTER=LOW..HIGH.',
    );
  const points = questions.whole('points', 2, 100, count === 2 ? 7 : 11);
  const scatter = questions.whole('scatter', 2, mostPoints, 0);
  const metric = questions.metric();
  if (scatter > 0 && moved.some((each) => 'values' in each))
    questions.refuse('scatter', String(scatter), 'ranges to scatter over', 'Write POINTER=LOW..HIGH.');
  if (questions.problems.length > 0) return { kind: 'problems', problems: questions.problems };

  const axes = moved.map(({ name, pointers }) => ({ name, pointers }));
  const asked = { axes, ...metric, ...pointsOf(moved, points, scatter, study.run.seed) };
  const problems =
    asked.points.length > mostPoints ? [tooMany(asked.points.length)] : breaks(asked, scenario);
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'question', question: asked };
}

function pointsOf(moved: readonly Moved[], count: number, scatter: number, seed: string) {
  if (scatter > 0) {
    const ranges = moved.flatMap((each) => ('values' in each ? [] : [each]));
    const points = scatterOf(ranges, scatter, seed).map((at) =>
      at.map((value, axis) => rounded(value, moved[axis])),
    );
    return { points };
  }
  const [first = [], second] = moved.map((each) =>
    'values' in each
      ? each.values
      : [...new Set(alongAxis(each.low, each.high, count, each.scale).map((value) => rounded(value, each)))],
  );
  if (second === undefined) return { points: first.map((value) => [value]) };
  return {
    grid: [first, second] as const,
    points: second.flatMap((row) => first.map((column) => [column, row])),
  };
}

function rounded(value: number, moved: Moved | undefined): number {
  return moved?.isWhole === true ? Math.round(value) : value;
}

function tooMany(points: number): Problem {
  return { path: '--points', found: String(points), expected: `at most ${mostPoints} points`, hint: '' };
}

/** A point that makes no scenario (a dearer plan below a cheaper one) is refused before the run. */
function breaks({ axes, points }: SweepAsked, scenario: Scenario): readonly Problem[] {
  for (const at of points) {
    let changed: unknown = scenario;
    axes.forEach(({ pointers }, axis) => {
      for (const pointer of pointers) changed = withValueAt(changed, pointer, at[axis] ?? null);
    });
    const [problem] = isScenario(changed) ? checkScenario(changed).problems : [];
    if (problem !== undefined) {
      const hint = `At ${at.map(valueOf).join(', ')} it is no scenario any more. ${problem.hint}`;
      return [{ ...problem, path: `--parameter ${problem.path}`, hint }];
    }
  }
  return [];
}

/** A number in place of a number changes no shape. */
function isScenario(value: unknown): value is Scenario {
  return typeof value === 'object' && value !== null;
}

function design(study: CompareStudy, { grid, ...question }: SweepAsked): Design<Swept> {
  const [first, second] = question.axes;
  if (grid === undefined || first === undefined || second === undefined) return sweep(study, question);
  const { metric } = question;
  return surface(study, {
    axes: [
      { ...first, values: grid[0] },
      { ...second, values: grid[1] },
    ],
    ...(metric === undefined ? {} : { metric }),
  });
}

function table(reading: Swept): readonly string[] {
  const { axes, points, strategies, metric, best } = reading;
  const { unit } = metric;
  const header = [
    ...axes.map(({ name }) => name),
    ...strategies.map((name) => printable(name, 24)),
    'B − A',
    'B ahead',
  ];
  const sorted =
    axes.length === 1
      ? points.toSorted((one, other) => byValue(one.at[0] ?? null, other.at[0] ?? null))
      : points;
  const lines = sorted.map(({ at, perStrategy, difference, ahead }) => [
    ...at.map(valueOf),
    ...perStrategy.map(({ mean, standardError }) => valueText(mean, standardError, unit)),
    signedText(difference?.mean ?? null, difference?.standardError ?? null, unit),
    ahead === null ? none : percentText(ahead, 0),
  ]);
  return [
    `${metric.name} over the run, money in ${printable(reading.currency)}`,
    '',
    ...textTable(header, lines),
    '',
    ...best.flatMap((each, index) =>
      each === null ? [] : bestLines(printable(strategies[index] ?? ''), each, axes, unit),
    ),
    ...('crossings' in reading && axes.length === 1
      ? reading.crossings.map(
          ({ between, at }) =>
            `B and A are equal on average at ${at === null ? `some value between ${between.map(valueOf).join(' and ')}` : valueOf(at)}.`,
        )
      : []),
    ...pairingLines(points.map(({ pairingGain }) => pairingGain)),
    sourceLine(reading),
  ];
}

/** Where a strategy is best, in a sentence for each axis. */
export function bestLines(who: string, best: Best, axes: readonly Axis[], unit: Unit): readonly string[] {
  return best.axes.map(({ at, low, high, verdict, end }, axis) => {
    const name = axes[axis]?.name ?? '';
    const where = `${who} is best at ${name} ${valueOf(at)} (95 %: ${valueOf(low)} to ${valueOf(high)}), ${valueText(best.mean, null, unit)} on average`;
    if (verdict === 'interior') return `${where}: inside the range.`;
    if (verdict === 'flat') return `${where}, but that cannot be told from the ends: flat.`;
    return `${where}: at or near the ${end === 'first' ? 'lower' : 'upper'} end, so the best may lie beyond.`;
  });
}

export function valueOf(value: Value): string {
  return value === null ? 'none' : String(Number(value.toPrecision(6)));
}

function rows({ axes, points, strategies }: Swept): readonly (readonly Cell[])[] {
  return [
    [...axes.map(({ name }) => name), 'of', 'mean', 'standardError', 'p5', 'p50', 'p95', 'ahead'],
    ...points.flatMap(({ at, perStrategy, difference, ahead }) => {
      const place = at.map((value): Cell => value ?? 'none');
      return [
        ...perStrategy.map(({ mean, standardError, p5, p50, p95 }, index): Cell[] => [
          ...place,
          strategies[index] ?? '',
          mean,
          standardError,
          p5,
          p50,
          p95,
          null,
        ]),
        ...(difference === null
          ? []
          : [
              [
                ...place,
                'difference',
                difference.mean,
                difference.standardError,
                difference.p5,
                difference.p50,
                difference.p95,
                ahead,
              ],
            ]),
      ];
    }),
  ];
}
