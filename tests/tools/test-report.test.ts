import { describe, expect, test } from 'vitest';
import { countTests, whyNotPassed } from '../../tools/test-report.mjs';

function report(...files: readonly { readonly status: string; readonly tests: readonly string[] }[]): string {
  return JSON.stringify({
    testResults: files.map(({ status, tests }) => ({
      status,
      assertionResults: tests.map((each) => ({ status: each })),
    })),
  });
}

describe('the count of tests', () => {
  test('adds the tests of all files', () => {
    const text = report(
      { status: 'passed', tests: ['passed', 'passed'] },
      { status: 'failed', tests: ['passed', 'failed', 'failed'] },
    );
    expect(countTests(text)).toEqual({ passed: 3, failed: 2, left: 0 });
  });

  test('counts a file that broke before its tests as one failure', () => {
    expect(countTests(report({ status: 'failed', tests: [] }))).toEqual({ passed: 0, failed: 1, left: 0 });
  });

  test('tells skipped, pending and later ones from passed ones', () => {
    const text = report({ status: 'passed', tests: ['passed', 'skipped', 'pending', 'todo'] });
    expect(countTests(text)).toEqual({ passed: 1, failed: 0, left: 3 });
  });

  test('refuses what is not a report', () => {
    expect(() => countTests('{}')).toThrow('not a report');
    expect(() => countTests('')).toThrow();
  });
});

describe('a run passes', () => {
  test('when some tests passed and all is well', () => {
    expect(whyNotPassed({ passed: 1, failed: 0, left: 0 }, true)).toBeUndefined();
  });

  test.each([
    ['1 failed', { passed: 9, failed: 1, left: 0 }, false],
    ['2 skipped or never reached', { passed: 9, failed: 0, left: 2 }, true],
    ['no test ran', { passed: 0, failed: 0, left: 0 }, true],
    ['an error outside the tests', { passed: 9, failed: 0, left: 0 }, false],
  ])('not when %s', (why, counts, ended) => {
    expect(whyNotPassed(counts, ended)).toBe(why);
  });
});
