import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { readScenario } from '../../scenarios/read.ts';
import { valueAt } from '../../simulations/parameters/pointer.ts';
import { placeDensity } from '../../src/controls/density.ts';
import { leversOf } from '../../src/controls/levers.ts';
import { formatFor } from '../../src/format.ts';
import { meaning, middleNumber, uncertainAround, understand } from '../../src/controls/understand.ts';
import { Draft } from '../../src/state/draft.svelte.ts';

const size = { width: 100, height: 20 };
const range = { min: 0, max: 1 };

/** Points of the outline, as numbers. */
function points(area: string): readonly (readonly [number, number])[] {
  return [...area.matchAll(/L([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
}

describe('a density drawn small', () => {
  test('a symmetric one is highest in the middle and alike on both sides', () => {
    const { area, marks } = placeDensity({ p10: 0.4, p90: 0.6, shape: 'normal' }, range, size);
    const drawn = points(area);
    const [top] = drawn.toSorted((one, other) => one[1] - other[1]);
    expect(top![0]).toBeCloseTo(50, -0.5);
    expect(marks[1]).toBeCloseTo(50, 1);
    expect(marks[0] + marks[2]).toBeCloseTo(100, 1);
  });

  test('a skewed one has its top left of its median, and its long side right', () => {
    const { area, marks } = placeDensity({ p10: 1, p90: 20, shape: 'lognormal' }, { min: 0, max: 1e6 }, size);
    const [top] = points(area).toSorted((one, other) => one[1] - other[1]);
    expect(top![0]).toBeLessThan(marks[1]);
    expect(marks[2] - marks[1]).toBeGreaterThan(marks[1] - marks[0]);
  });

  test('of a triangle the sides are straight', () => {
    const drawn = points(placeDensity({ low: 0, mode: 0.5, high: 1 }, range, size).area).filter(
      ([x]) => x > 10 && x < 45,
    );
    const slopes = drawn.slice(1).map(([x, y], index) => (y - drawn[index]![1]) / (x - drawn[index]![0]));
    expect(Math.max(...slopes) - Math.min(...slopes)).toBeLessThan(0.02);
  });

  test('a list has a stick for each value, the commonest highest', () => {
    const { area } = placeDensity({ values: [1, 2, 2, 5] }, { min: 0, max: 10 }, size);
    expect(area.match(/M/g)).toHaveLength(3);
    expect(area).toContain('v-20');
    expect(area).toContain('v-10');
  });
});

describe('a number made uncertain, and back', () => {
  const reading = readScenario(readFileSync('scenarios/default.json', 'utf8'));
  if (reading.kind !== 'scenario') throw new Error('refused');
  const { scenario } = reading;
  const levers = (['world', 'strategies'] as const).flatMap((scope) =>
    leversOf(scenario, scope).flatMap(({ levers: some }) =>
      some.map((lever) => ({
        ...lever,
        pointer: `${scope === 'strategies' ? '/strategies/0' : '/world'}${lever.pointer}`,
      })),
    ),
  );

  test('every number of the default scenario can be, and one number of it again', () => {
    let count = 0;
    const refusals: string[] = [];
    for (const { pointer, declared } of levers) {
      const value = valueAt(scenario, pointer);
      if (declared.kind !== 'quantity' || typeof value !== 'number') continue;
      const draft = new Draft(scenario);
      const words = draft.take(pointer, uncertainAround(value, declared));
      // What only the whole can refuse (a free plan above the first) is said in words.
      if (words !== undefined) {
        refusals.push(`${pointer}: ${words}`);
        continue;
      }
      count++;
      const middle = middleNumber(valueAt(draft.scenario, pointer), declared);
      expect(middle, pointer).toBeDefined();
      expect(draft.take(pointer, middle), pointer).toBeUndefined();
      draft.undo();
      draft.undo();
      expect(draft.scenario).toBe(scenario);
    }
    expect(count).toBeGreaterThan(150);
    expect(refusals).toEqual([]);
  });

  test('what is being typed is said in words before it is taken', () => {
    const lever = levers.find(({ pointer }) => pointer.endsWith('/segments/0/firstMonthChurn'))!;
    if (lever.declared.kind !== 'quantity') throw new Error('no quantity');
    const { declared } = lever;
    const format = formatFor('en-US', 'USD');
    const said = (typed: string) => meaning(understand(typed, declared, format), declared, format);
    expect(said('4')).toBe('4% a month');
    expect(said('0.04')).toBe('4% a month');
    expect(said('3..6%')).toBe('8 of 10 between 3% and 6%');
    expect(said('3% to 6%')).toBe('8 of 10 between 3% and 6%');
    expect(said('200%')).toMatch(/^Between 0% a month and 95% a month/);
    expect(said('six')).toMatch(/is not a number/);
  });
});
