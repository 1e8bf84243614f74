// npm test: installs, finds a browser, runs every check and every test, and ends with the number of tests.
// Stops at the first step that fails and names it.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install.mjs';
import { provideMachine } from './provide-machine.mjs';
import { provideChromium } from './provide-chromium.mjs';
import { printStep, runStep, runSteps, secondsSince } from './steps.mjs';
import { countTests, whyNotPassed } from './test-report.mjs';

/** @type {import('./steps.mjs').Step[]} */
const checks = [
  // Longest first, so that no lane is left alone with one of them.
  { name: 'format', program: 'node_modules/prettier/bin/prettier.cjs', arguments: ['--check', '.'] },
  { name: 'lint', program: 'node_modules/eslint/bin/eslint.js', arguments: ['--max-warnings', '0', '.'] },
  { name: 'architecture', program: 'tools/architecture.mjs', arguments: [] },
  { name: 'dead code', program: 'node_modules/knip/bin/knip.js', arguments: [] },
  { name: 'build', program: 'node_modules/vite/bin/vite.js', arguments: ['build'] },
  {
    name: 'lint by types',
    program: 'node_modules/oxlint/bin/oxlint',
    arguments: ['--type-aware', '--deny-warnings', '--ignore-pattern', '**/.svelte-check', '.'],
  },
  { name: 'components', program: 'tools/components.mjs', arguments: [] },
  { name: 'types', program: 'tools/types.mjs', arguments: [] },
];

// Each project of vitest.config.ts is a step, so that none can be empty unseen.
const tests = [
  { name: 'unit tests', project: 'unit' },
  { name: 'statistical tests', project: 'statistical' },
  { name: 'kernel in Chromium', project: 'chromium' },
  { name: 'app in Chromium', project: 'app' },
];

const start = process.hrtime.bigint();
const total = { passed: 0, failed: 0 };
process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));

const broken = await firstBroken();
console.log(
  `\n${broken === undefined ? 'Every step passed' : `Failed: ${broken}`} in ${secondsSince(start).toFixed(0)} s`,
);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = broken === undefined ? 0 : 1;

/** Runs the steps; says what failed first, or undefined when nothing did. */
async function firstBroken() {
  try {
    await timed('install', installPackages);
    await timed('compile the model', provideMachine);
    process.env.CHROME_PATH = await timed('find a browser', provideChromium);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  const failedChecks = await runSteps(checks, availableParallelism());
  if (failedChecks.length > 0) return failedChecks.join(', ');
  for (const { name, project } of tests) {
    const problem = await runTests(name, project);
    if (problem !== undefined) return `${name}: ${problem}`;
  }
  return undefined;
}

/**
 * @template Result
 * @param {string} name
 * @param {() => Result | Promise<Result>} work
 */
async function timed(name, work) {
  const begin = process.hrtime.bigint();
  let passed = false;
  try {
    const result = await work();
    passed = true;
    return result;
  } finally {
    printStep(passed, name, secondsSince(begin));
  }
}

/**
 * Runs the tests of one project and adds them to the total.
 * @param {string} name
 * @param {string} project
 * @returns {Promise<string | undefined>} what is wrong, or undefined when all passed
 */
async function runTests(name, project) {
  const folder = mkdtempSync(join(tmpdir(), 'cohort-lab-'));
  const reportFile = join(folder, 'report.json');
  try {
    const ended = await runStep({
      name,
      program: 'node_modules/vitest/vitest.mjs',
      arguments: [
        'run',
        '--project',
        project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${reportFile}`,
      ],
      live: true,
    });
    if (!existsSync(reportFile)) return 'no test ran';
    const counts = countTests(readFileSync(reportFile, 'utf8'));
    total.passed += counts.passed;
    total.failed += counts.failed;
    return whyNotPassed(counts, ended);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
