// Reads what Vitest's json reporter wrote.

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed tests that failed, and files that broke before any test of theirs ran
 * @property {number} left tests skipped, left for later or never reached
 */

/**
 * Counts the tests of a report; throws when it is not one.
 * @param {string} report
 * @returns {Counts}
 */
export function countTests(report) {
  /** @type {unknown} */
  const read = JSON.parse(report);
  if (
    read === null ||
    typeof read !== 'object' ||
    !('testResults' in read) ||
    !Array.isArray(read.testResults)
  ) {
    throw new Error('not a report of Vitest: no testResults');
  }
  const files = /** @type {{ status: string, assertionResults: { status: string }[] }[]} */ (
    read.testResults
  );
  const counts = { passed: 0, failed: 0, left: 0 };
  for (const file of files) {
    const statuses = file.assertionResults.map(({ status }) => status);
    const failed = statuses.filter((status) => status === 'failed').length;
    const passed = statuses.filter((status) => status === 'passed').length;
    counts.passed += passed;
    counts.failed += failed === 0 && file.status === 'failed' ? 1 : failed;
    counts.left += statuses.length - passed - failed;
  }
  return counts;
}

/**
 * Why a run is no success, or undefined when it is one. A run without a test proves nothing, nor does a
 * skipped test.
 * @param {Counts} counts
 * @param {boolean} ended true when Vitest itself ended well
 * @returns {string | undefined}
 */
export function whyNotPassed({ passed, failed, left }, ended) {
  if (failed > 0) return `${failed} failed`;
  if (left > 0) return `${left} skipped or never reached`;
  if (passed === 0) return 'no test ran';
  return ended ? undefined : 'an error outside the tests';
}
