/**
 * A lesson as a file: predict, run, explain, vary. Two arms as patches of a base scenario's strategies, a metric, a guess that
 * is asked for before anything is shown, what the numbers mean in each case, and one lever to try again with.
 */
import { z } from 'zod';
import { parameterAt } from '../simulations/parameters/registry.ts';
import type { Problem } from '../simulations/parameters/problem.ts';
import { isGroup, withValueAt } from '../simulations/parameters/pointer.ts';
import type { Scenario } from '../simulations/parameters/scenario.ts';
import { parseJson } from './json.ts';
import { mergePatch } from './patch.ts';
import { readScenario } from './read.ts';

const sentence = z.string().min(1).max(2000);
const name = z.string().min(1).max(60);
const metric = z.string().min(1).max(60);

const Lesson = z.strictObject({
  version: z.literal(1),
  number: z.int().min(1).max(99),
  title: name,
  setup: sentence,
  question: sentence,
  /** Two strategies, each made of one of the base's by a merge patch. */
  arms: z
    .array(z.strictObject({ name, from: z.int().min(0).max(7), patch: z.record(z.string(), z.unknown()) }))
    .length(2),
  run: z.strictObject({
    months: z.int().min(1).max(240),
    replications: z.int().min(2).max(1000),
  }),
  /** What the guess is about. */
  metric,
  guess: z.strictObject({
    /** The second arm's mean less the first's, as a share of the first's. */
    as: z.literal('change'),
    /** Ends of the axis that the guess is made on. */
    low: z.number().min(-10).max(0),
    high: z.number().min(0).max(10),
  }),
  explain: z.strictObject({ higher: sentence, lower: sentence, tooClose: sentence }),
  /** Metrics that show why. */
  shows: z.array(metric).min(1).max(8),
  vary: z.strictObject({
    label: name,
    pointer: z.string().min(1).max(200),
    values: z.array(z.number()).min(2).max(6),
  }),
});
export type Lesson = z.infer<typeof Lesson>;

export type LessonReading =
  | { readonly kind: 'lesson'; readonly lesson: Lesson; readonly scenario: Scenario }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** The lesson of a file, and the scenario that it runs. */
export function readLesson(text: string, base: Scenario): LessonReading {
  const json = parseJson(text);
  if (json.problems.length > 0 || !('value' in json)) return { kind: 'problems', problems: json.problems };
  const shaped = Lesson.safeParse(json.value);
  if (!shaped.success) {
    const problems = shaped.error.issues.slice(0, 20).map(({ path, message }) => ({
      path: path.map((step) => `/${String(step)}`).join(''),
      found: 'another value',
      expected: message,
      hint: '',
    }));
    return { kind: 'problems', problems };
  }
  const lesson = shaped.data;
  const reading = readScenario(JSON.stringify(scenarioOf(lesson, base)));
  if (reading.kind === 'problems') return reading;
  const bad = lesson.vary.values.find((value) => varied(lesson, reading.scenario, value) === undefined);
  if (bad !== undefined) {
    const about = parameterAt(lesson.vary.pointer)?.about.label ?? lesson.vary.pointer;
    const problem = {
      path: '/vary',
      found: String(bad),
      expected: `a value that ${about} can have`,
      hint: '',
    };
    return { kind: 'problems', problems: [problem] };
  }
  return { kind: 'lesson', lesson, scenario: reading.scenario };
}

function scenarioOf({ title, question, arms, run }: Lesson, base: Scenario): unknown {
  return {
    ...base,
    name: title,
    description: question,
    strategies: arms.map(({ name: armName, from, patch }) => {
      const strategy = mergePatch(base.strategies[from], patch);
      return isGroup(strategy) ? { ...strategy, name: armName } : strategy;
    }),
    run: { ...base.run, ...run },
  };
}

/** The lesson's scenario with its lever at another value; undefined when it cannot have it. */
export function varied({ vary }: Lesson, scenario: Scenario, value: number): Scenario | undefined {
  const changed = withValueAt(scenario, vary.pointer, value);
  const reading = readScenario(JSON.stringify(changed ?? null));
  return reading.kind === 'scenario' ? reading.scenario : undefined;
}
