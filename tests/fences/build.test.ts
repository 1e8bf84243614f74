import { join } from 'node:path';
import { createServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemsOfBuild } from '../support/built-app.ts';
import { plantProject, runTool } from '../support/planted-project.ts';
import type { PlantedProject } from '../support/planted-project.ts';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self'; " +
  "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

function page(head: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8" />${head}<title>x</title></head><body><script type="module" src="./src/main.ts"></script></body></html>\n`;
}
const metaPolicy = (content: string): string =>
  `<meta http-equiv="Content-Security-Policy" content="${content}" />`;

/** Text that gzip cannot shrink. */
function noise(bytes: number): string {
  let state = 1;
  return Array.from({ length: bytes }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 16).toString(36);
  }).join('');
}

const opened =
  "new Worker(new URL('../workers/chunk.worker.ts', import.meta.url), { type: 'module' }).postMessage(1);\n";

const projects: PlantedProject[] = [];
let clean = '';
let planted = '';

function built(files: Readonly<Record<string, string>>): string {
  const project = plantProject(files);
  projects.push(project);
  const { exitCode, errors } = runTool(project.folder, 'vite/bin/vite.js', ['build', '--logLevel', 'error']);
  if (exitCode !== 0) throw new Error(`vite did not build: ${errors}`);
  return join(project.folder, 'dist');
}

beforeAll(() => {
  clean = built({
    'index.html': page(metaPolicy(policy)),
    'src/main.ts': `import { mount } from 'svelte';\nimport A from './A.svelte';\nmount(A, { target: document.body });\n${opened}`,
    'src/A.svelte': '<p>a</p>\n',
    'workers/chunk.worker.ts':
      "import { expose } from 'comlink';\nimport type { Price } from '../simulations/price.ts';\nconst price: Price = 1;\nexpose({ price });\n",
    'simulations/price.ts':
      "import * as z from 'zod';\nconst price = z.number();\nexport type Price = z.infer<typeof price>;\n",
  });
  planted = built({
    'index.html': page(
      `${metaPolicy(policy.replace("script-src 'self'", "script-src 'self' 'unsafe-eval'"))}<link rel="license" href="/LICENSE" />`,
    ),
    'src/main.ts': `console.log('${noise(120_000)}');\n${opened}`,
    'workers/chunk.worker.ts':
      "import { max } from 'd3';\nimport { number } from 'zod';\nimport { writable } from 'svelte/store';\n" +
      `console.log(max([1]), number(), writable(1), '${noise(120_000)}');\n`,
  });
}, 120_000);

afterAll(() => {
  for (const project of projects) project.remove();
});

describe('build', () => {
  test('a worker of the kernel, relative addresses and the policy pass', () => {
    expect(problemsOfBuild(clean)).toEqual([]);
  });

  test('svelte, d3 and zod in the worker are found', () => {
    expect(problemsOfBuild(planted)).toContainEqual(
      expect.stringMatching(/^a worker carries d3-array.*, svelte, zod$/),
    );
  });

  test('weight is found', () => {
    expect(problemsOfBuild(planted)).toContainEqual(expect.stringMatching(/^the entry weighs \d+ bytes$/));
    expect(problemsOfBuild(planted)).toContainEqual(expect.stringMatching(/^a worker weighs \d+ bytes$/));
  });

  test('an address from the root is found', () => {
    expect(problemsOfBuild(planted)).toContain('an address that is not relative: /LICENSE');
  });

  test('a weaker policy is found', () => {
    expect(problemsOfBuild(planted)).toContain('the policy’s script-src');
  });

  test('only the development server, which injects scripts, leaves the policy out', async () => {
    const server = await createServer({ server: { middlewareMode: true, ws: false }, logLevel: 'error' });
    const served = await server.transformIndexHtml('/', page(metaPolicy(policy)));
    await server.close();
    expect(served).toContain('<meta charset="utf-8" />');
    expect(served).not.toContain('Content-Security-Policy');
  });
});
