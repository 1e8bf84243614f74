import { expect, test } from 'vitest';
import { partOfRun } from '../../src/state/part-of-run.ts';

test('a part of a run is so much of its work, and what comes after it is taken to go as fast', () => {
  // Half of the first nine tenths, 9 seconds of them left: 18 for all of them, and 2 for the last tenth.
  const progress = partOfRun(0, 0.9, { share: 0.5, secondsLeft: 9, customerMonthsPerSecond: 100 });
  expect(progress).toEqual({ share: 0.45, secondsLeft: 11, customerMonthsPerSecond: 100 });
  expect(partOfRun(0.9, 1, { share: 0.5, secondsLeft: 1 })).toEqual({ share: 0.95, secondsLeft: 1 });
  expect(partOfRun(0, 1, { share: 0.25, secondsLeft: 6 })).toEqual({ share: 0.25, secondsLeft: 6 });
});

test('what is not known is not made up', () => {
  expect(partOfRun(0, 0.5, { share: 0.5 })).toEqual({ share: 0.25 });
  expect(partOfRun(0, 0.5, { share: 1, secondsLeft: 0 })).toEqual({ share: 0.5 });
});
