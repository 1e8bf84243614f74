import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readLesson, varied } from '../../scenarios/lessons.ts';
import { readScenario } from '../../scenarios/read.ts';
import { valueAt } from '../../simulations/parameters/pointer.ts';
import { metrics } from '../../simulations/metrics/registry.ts';

const reading = readScenario(readFileSync('scenarios/default.json', 'utf8'));
if (reading.kind !== 'scenario') throw new Error('refused');
const base = reading.scenario;
const files = readdirSync('scenarios/lessons');
const textOf = (file: string) => readFileSync(`scenarios/lessons/${file}`, 'utf8');

function lessonOf(text: string) {
  const read = readLesson(text, base);
  if (read.kind !== 'lesson') throw new Error(JSON.stringify(read.problems));
  return read;
}

test('there are lessons, numbered from 1 on', () => {
  const numbers = files.map((file) => lessonOf(textOf(file)).lesson.number).toSorted((a, b) => a - b);
  expect(numbers.length).toBeGreaterThanOrEqual(3);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
});

describe.each(files)('%s', (file) => {
  const { lesson, scenario } = lessonOf(textOf(file));

  test('asks about metrics that exist, and its arms differ', () => {
    const known = metrics.map(({ id }) => id);
    for (const id of [lesson.metric, ...lesson.shows]) expect(known).toContain(id);
    const [first, second] = scenario.strategies.map(({ name: _, ...rest }) => JSON.stringify(rest));
    expect(first).not.toBe(second);
  });

  test('its lever can take every value, one of which is where it begins', () => {
    for (const value of lesson.vary.values)
      expect(valueAt(varied(lesson, scenario, value), lesson.vary.pointer)).toBe(value);
    expect(lesson.vary.values).toContain(valueAt(scenario, lesson.vary.pointer));
  });
});

describe('a lesson that is no lesson is refused in words', () => {
  const plain = JSON.parse(textOf(files[0]!)) as Record<string, unknown>;
  test.each([
    ['an unknown field', { ...plain, extra: 1 }],
    ['one arm only', { ...plain, arms: (plain.arms as unknown[]).slice(1) }],
    [
      'an arm of no strategy',
      {
        ...plain,
        arms: [
          { name: 'x', from: 7, patch: {} },
          { name: 'y', from: 0, patch: {} },
        ],
      },
    ],
    [
      'a patch that no scenario takes',
      {
        ...plain,
        arms: [
          { name: 'x', from: 0, patch: { offers: { blastEvery: 'often' } } },
          { name: 'y', from: 0, patch: {} },
        ],
      },
    ],
    [
      'a value out of range',
      { ...plain, vary: { label: 'x', pointer: '/world/market/costPerSignup', values: [-5, 1] } },
    ],
    ['a lever that is none', { ...plain, vary: { label: 'x', pointer: '/world/nothing', values: [1, 2] } }],
  ])('%s', (_, lesson) => {
    const read = readLesson(JSON.stringify(lesson), base);
    expect(read.kind).toBe('problems');
    if (read.kind === 'problems') expect(read.problems[0]?.expected).toMatch(/\w/);
  });
});
