import { expect, test } from 'vitest';
import { inMonth, inTotal, metric, written } from './book.ts';

const book = written(3, {
  monthly: { acquisitionCost: [3000, 1000, 0], successCost: [200, 300, 0], programCost: [10, 0, 4] },
});

test('what is spent to win customers, and on those there are: success and program, apart and together', () => {
  const perMonth = (id: string) => [0, 1, 2].map((month) => inMonth(id, book, month));
  expect(perMonth('acquisitionSpend')).toEqual([3000, 1000, 0]);
  expect(perMonth('successSpend')).toEqual([200, 300, 0]);
  expect(perMonth('programSpend')).toEqual([10, 0, 4]);
  expect(perMonth('expansionSpend')).toEqual([210, 300, 4]);
  expect(
    ['acquisitionSpend', 'successSpend', 'programSpend', 'expansionSpend'].map((id) => inTotal(id, book)),
  ).toEqual([4000, 500, 14, 514]);
});

test('nobody is ahead for spending more or less', () => {
  for (const id of ['acquisitionSpend', 'successSpend', 'programSpend', 'expansionSpend'])
    expect(metric(id).better).toBe('neither');
});
