import { expect, test } from 'vitest';
import { remembering } from '../../simulations/remembering.ts';

test('an answer is worked out once, the answer that there is none too, until too many are known', () => {
  const asked: string[] = [];
  const quotient = remembering(2, (over: number, under: number) => {
    asked.push(`${String(over)}/${String(under)}`);
    return under === 0 ? undefined : { value: over / under };
  });
  const half = quotient(1, 2);
  expect(half).toEqual({ value: 0.5 });
  expect(quotient(1, 2)).toBe(half);
  expect([quotient(1, 0), quotient(1, 0)]).toEqual([undefined, undefined]);
  expect(asked).toEqual(['1/2', '1/0']);
  expect(quotient(12, 2)).toEqual({ value: 6 });
  expect(quotient(1, 2)).not.toBe(half);
  expect(quotient(1, 2)).toEqual(half);
  expect(asked).toEqual(['1/2', '1/0', '12/2', '1/2']);
});
