import { describe, expect, test } from 'vitest';
import { formatFor } from '../../src/format.ts';
import { placeGuess } from '../../src/rooms/learn/guess-axis.ts';

const format = formatFor('en-US', 'EUR');
const size = { width: 600, height: 104 };
const range = { low: -0.5, high: 0.5 };

describe('the axis of a guess', () => {
  test('is as wide as the lesson says while the guess lies on it', () => {
    const at = (guess: number) => placeGuess(range, guess, undefined, size, format).guess!;
    expect(at(-0.5)).toBe(24);
    expect(at(0)).toBe(300);
    expect(at(0.5)).toBe(576);
    expect(placeGuess(range, undefined, undefined, size, format).guess).toBeUndefined();
  });

  test('reaches to a guess that was typed beyond it, and to what came out', () => {
    const answer = { verdict: 'higher', change: 0.2, from: 0.1, to: 0.3 } as const;
    for (const guess of [-3, 1.5, 10]) {
      const placed = placeGuess(range, guess, answer, size, format);
      expect(placed.guess).toBeGreaterThanOrEqual(24);
      expect(placed.guess).toBeLessThanOrEqual(576);
      expect(placed.came!.at).toBeGreaterThan(24);
      expect(placed.came!.at).toBeLessThan(576);
      expect(placed.ticks.every(({ at }) => at >= 24 && at <= 576)).toBe(true);
    }
  });
});
