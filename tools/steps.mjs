// Runs the steps of a check and prints each one's name and seconds. Plain JavaScript without dependencies.
import { spawn } from 'node:child_process';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} program a script that Node runs, such as 'node_modules/vite/bin/vite.js'
 * @property {readonly string[]} arguments
 * @property {boolean} [live] its output goes straight to the terminal instead of being kept for a failure
 * @property {NodeJS.ProcessEnv} [environment] added to this process's own
 */

/**
 * Runs one step to its end.
 * @param {Step} step
 * @returns {Promise<boolean>} true when it passed
 */
export function runStep(step) {
  const start = process.hrtime.bigint();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [step.program, ...step.arguments], {
      stdio: ['ignore', step.live === true ? 'inherit' : 'pipe', step.live === true ? 'inherit' : 'pipe'],
      env: { ...process.env, ...step.environment },
    });
    /** @type {Buffer[]} */
    const output = [];
    child.stdout?.on('data', (/** @type {Buffer} */ chunk) => output.push(chunk));
    child.stderr?.on('data', (/** @type {Buffer} */ chunk) => output.push(chunk));
    child.on('error', (error) => output.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => {
      const passed = code === 0;
      if (!passed) process.stdout.write(Buffer.concat(output));
      printStep(passed, step.name, secondsSince(start));
      resolve(passed);
    });
  });
}

/**
 * Runs all steps, `lanes` at a time, starting them in their order.
 * @param {readonly Step[]} steps
 * @param {number} lanes
 * @returns {Promise<string[]>} names of the failed ones
 */
export async function runSteps(steps, lanes) {
  const waiting = [...steps];
  /** @type {string[]} */
  const failed = [];
  const lane = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      if (!(await runStep(step))) failed.push(step.name);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return failed;
}

/**
 * @param {boolean} passed
 * @param {string} name
 * @param {number} seconds
 */
export function printStep(passed, name, seconds) {
  console.log(`${passed ? 'ok    ' : 'FAILED'}  ${name.padEnd(24)} ${seconds.toFixed(1).padStart(6)} s`);
}

/** @param {bigint} start */
export function secondsSince(start) {
  return Number(process.hrtime.bigint() - start) / 1e9;
}
