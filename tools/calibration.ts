/**
 * Writes the generated pages of docs/: what the default world is calibrated to, what emerges in it, and its parameters.
 *   npm run calibration    docs/calibration.md
 *   npm run emergence      docs/emergence.md
 *   npm run parameters     docs/parameters.md
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadPool } from '../workers/node-threads.ts';
import { calibrationPage } from './calibration/calibration-page.ts';
import { emergencePage } from './calibration/emergence-page.ts';
import { root } from './calibration/laboratory.ts';
import type { Run } from './calibration/laboratory.ts';
import { parametersPage } from './calibration/parameters-page.ts';

const pages: Readonly<Record<string, (run: Run) => Promise<string>>> = {
  calibration: (run) => calibrationPage(run, { replications: 60, months: 60 }),
  emergence: (run) =>
    emergencePage(run, { replications: 40, months: 60, longReplications: 24, longMonths: 120 }),
  parameters: () => parametersPage(),
};

const name = process.argv[2] ?? 'calibration';
const page = pages[name];
if (page === undefined) {
  console.error(`There is no page ${name}; known are ${Object.keys(pages).join(', ')}.`);
  process.exitCode = 2;
} else {
  const pool = threadPool();
  const started = performance.now();
  try {
    const text = await page((design) => pool.run(design));
    mkdirSync(join(root, 'docs'), { recursive: true });
    writeFileSync(join(root, 'docs', `${name}.md`), text);
    console.log(`docs/${name}.md written in ${Math.round((performance.now() - started) / 1000)} s`);
  } finally {
    await pool.close();
  }
}
