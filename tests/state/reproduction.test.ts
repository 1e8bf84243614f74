import { expect, test } from 'vitest';
import { futuresToReproduce, reproductionOf, withResults } from '../../src/sharing/reproduction.ts';
import { madeUpReading } from '../support/made-up-reading.ts';
import { smallScenario } from '../support/small-scenario.ts';

const reading = madeUpReading({ fingerprint: 'abc', engine: '1' });
const plain = smallScenario({ replications: 1000 });
const withTheirs = (fingerprint: string, engine: string) => ({ ...plain, results: { fingerprint, engine } });

test('the same settings: reproduced, differs, or made by another engine', () => {
  const mark = (fingerprint: string, engine: string) => {
    const scenario = withTheirs(fingerprint, engine);
    return reproductionOf(scenario, scenario, reading);
  };
  expect(mark('abc', '1')).toBe('reproduced');
  expect(mark('xyz', '1')).toBe('differs');
  expect(mark('xyz', '0')).toBe('other engine');
});

test('nothing is said without results, about a partial run, or of changed settings', () => {
  const theirs = withTheirs('abc', '1');
  expect(reproductionOf(plain, plain, reading)).toBeUndefined();
  expect(reproductionOf(theirs, theirs, { ...reading, replications: 10 })).toBeUndefined();
  const changed = { ...theirs, run: { ...theirs.run, seed: 'another' } };
  expect(reproductionOf(changed, theirs, reading)).toBeUndefined();
  expect(
    reproductionOf({ ...theirs, name: 'Renamed', strategies: [...theirs.strategies] }, theirs, reading),
  ).toBe('reproduced');
});

test('results of fewer futures than the run asks for are met by as many, and by no other number', () => {
  const theirs = { ...plain, results: { fingerprint: 'abc', engine: '1', replications: 450 } };
  expect(futuresToReproduce(theirs, theirs)).toBe(450);
  expect(futuresToReproduce(withTheirs('abc', '1'), withTheirs('abc', '1'))).toBe(1000);
  expect(futuresToReproduce(plain, plain)).toBe(0);
  expect(futuresToReproduce({ ...theirs, run: { ...theirs.run, months: 3 } }, theirs)).toBe(0);
  expect(reproductionOf(theirs, theirs, { ...reading, replications: 450 })).toBe('reproduced');
  expect(reproductionOf(theirs, theirs, reading)).toBeUndefined();
});

test('only a complete run is saved, and old results never outlive their settings', () => {
  expect(withResults(plain, reading, 'B wins.').results).toEqual({
    engine: '1',
    fingerprint: 'abc',
    replications: 1000,
    headline: 'B wins.',
  });
  expect(withResults(withTheirs('old', '0'), undefined, '')).not.toHaveProperty('results');
  expect(withResults(plain, { ...reading, replications: 1 }, '')).not.toHaveProperty('results');
  expect(withResults(plain, reading, 'x'.repeat(3000)).results?.headline).toHaveLength(2000);
});
