import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plantProject, runTool } from '../support/planted-project.ts';
import type { PlantedProject } from '../support/planted-project.ts';

interface Fence {
  readonly name: string;
  /** Where the file stands; {} becomes planted or clean. */
  readonly path: string;
  readonly planted: string;
  readonly clean: string;
  readonly rule: string;
}

const kernelFile = 'simulations/random/{}.ts';
const kernelLine = (name: string, planted: string, clean: string, rule = 'no-restricted-syntax'): Fence => ({
  name: `the kernel without ${name}`,
  path: kernelFile,
  planted: `export const answer = (x: number): unknown => ${planted.includes('x') ? planted : `[x, ${planted}]`};\n`,
  clean: `export const answer = (x: number): unknown => ${clean.includes('x') ? clean : `[x, ${clean}]`};\n`,
  rule,
});

const inexact = [
  ...['exp', 'expm1', 'log', 'log1p', 'log2', 'log10', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan'],
  ...['sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh', 'cbrt'],
];

const fences: readonly Fence[] = [
  kernelLine('Math.random', 'Math.random()', 'Math.floor(x)'),
  ...inexact.map((name) => kernelLine(`Math.${name}`, `Math.${name}(x)`, 'Math.sqrt(x)')),
  kernelLine('Math.pow', 'Math.pow(x, 0.5)', 'Math.imul(x, 3)'),
  kernelLine('Math.atan2', 'Math.atan2(x, 2)', 'Math.min(x, 2)'),
  kernelLine('Math.hypot', 'Math.hypot(x, 2)', 'Math.max(x, 2)'),
  kernelLine('**', 'x ** 0.5', 'x * 0.5'),
  {
    name: 'the kernel without **=',
    path: kernelFile,
    planted: 'export function raise(x: number): number {\n  let y = x;\n  y **= 2;\n  return y;\n}\n',
    clean: 'export function raise(x: number): number {\n  let y = x;\n  y *= 2;\n  return y;\n}\n',
    rule: 'no-restricted-syntax',
  },
  kernelLine('a computed member of Math', "Math['exp'](x)", 'Math.abs(x)'),
  {
    name: 'the kernel without Math taken apart',
    path: kernelFile,
    planted: 'const { exp } = Math;\nexport const answer = (x: number): number => exp(x);\n',
    clean: 'const half = Math.LN2;\nexport const answer = (x: number): number => x * half;\n',
    rule: 'no-restricted-syntax',
  },
  kernelLine('Math through globalThis', 'globalThis.Math.exp(x)', 'x', 'no-restricted-globals'),
  kernelLine('Date', 'Date.now()', '0', 'no-restricted-globals'),
  kernelLine('performance', 'performance.now()', '0', 'no-restricted-globals'),
  kernelLine('crypto', 'crypto.randomUUID()', "''", 'no-restricted-globals'),
  kernelLine('promises', 'Promise.resolve(x)', 'x', 'no-restricted-globals'),
  kernelLine('WebAssembly', 'WebAssembly', 'x', 'no-restricted-globals'),
  kernelLine('the wording of the machine', 'x.toLocaleString()', 'x.toFixed(2)', 'no-restricted-properties'),
  {
    name: 'the kernel without async',
    path: kernelFile,
    planted: 'export const answer = async (x: () => PromiseLike<number>): Promise<number> => await x();\n',
    clean: 'export function* answer(x: () => number): Generator<number> {\n  yield x();\n}\n',
    rule: 'no-restricted-syntax',
  },
  {
    name: 'the kernel without an assertion of type',
    path: kernelFile,
    planted: 'export const answer = (x: unknown): number => x as number;\n',
    clean: "export const answer = (x: unknown): number => (typeof x === 'number' ? x : 0);\n",
    rule: '@typescript-eslint/consistent-type-assertions',
  },
  {
    name: 'an exclamation mark in the kernel only after an index',
    path: kernelFile,
    planted: 'export const answer = (x: Map<string, number>): number => x.get("a")!;\n',
    clean: 'export const answer = (x: Float64Array): number => x[0]!;\n',
    rule: 'no-restricted-syntax',
  },
  {
    name: 'zod outside the kernel’s parameters',
    path: 'simulations/designs/{}.ts',
    planted: "import * as z from 'zod';\nexport const answer = z.number();\n",
    clean: 'export const answer = 1;\n',
    rule: '@typescript-eslint/no-restricted-imports',
  },
  {
    name: 'only types of parameters in what the worker runs',
    path: 'simulations/mechanisms/{}.ts',
    planted: "import { price } from '../parameters/price.ts';\nexport const answer: number = price;\n",
    clean: "import type { Price } from '../parameters/price.ts';\nexport const answer: Price = 1;\n",
    rule: '@typescript-eslint/no-restricted-imports',
  },
  {
    name: 'workers without zod',
    path: 'workers/{}.ts',
    planted: "import { z } from 'zod';\nexport const answer = z.number();\n",
    clean: 'export const answer = 1;\n',
    rule: '@typescript-eslint/no-restricted-imports',
  },
  ...['workers/{}.ts', 'src/{}.ts'].flatMap((path): Fence[] => [
    {
      name: `new URL inside new Worker in ${path}`,
      path,
      planted:
        "const address = new URL('./chunk.worker.ts', import.meta.url);\nexport const open = (): Worker => new Worker(address);\n",
      clean: "export const open = (): Worker => new Worker(new URL('./chunk.worker.ts', import.meta.url));\n",
      rule: 'no-restricted-syntax',
    },
  ]),
  {
    name: 'd3 by names in a file',
    path: 'src/charts/{}.ts',
    planted: "import * as d3 from 'd3';\nexport const answer = d3.scaleLinear();\n",
    clean: "import { scaleLinear } from 'd3';\nexport const answer = scaleLinear();\n",
    rule: 'no-restricted-syntax',
  },
  {
    name: 'd3 by names in a component',
    path: 'src/charts/{}.svelte',
    planted:
      '<script lang="ts">\n  import * as d3 from \'d3\';\n  const answer = d3.max([1]);\n</script>\n\n<p>{answer}</p>\n',
    clean:
      '<script lang="ts">\n  import { max } from \'d3\';\n  const answer = max([1]);\n</script>\n\n<p>{answer}</p>\n',
    rule: 'no-restricted-syntax',
  },
  {
    name: 'd3 without the whole of it later',
    path: 'src/{}.ts',
    planted: "export const load = async (): Promise<unknown> => await import('d3');\n",
    clean: "export const load = async (): Promise<unknown> => await import('comlink');\n",
    rule: 'no-restricted-syntax',
  },
  {
    name: 'no selection in what places a chart',
    path: 'src/charts/{}.ts',
    planted: "import { select } from 'd3';\nexport const answer = select('svg');\n",
    clean: "import { line } from 'd3';\nexport const answer = line();\n",
    rule: '@typescript-eslint/no-restricted-imports',
  },
  {
    name: 'no d3-selection by its own name',
    path: 'src/charts/{}.ts',
    planted: "export { select } from 'd3-selection';\n",
    clean: "export { line } from 'd3';\n",
    rule: '@typescript-eslint/no-restricted-imports',
  },
  {
    name: 'no d3 that compiles with eval',
    path: 'cli/{}.ts',
    planted: "import { csvParse } from 'd3';\nexport const answer = csvParse('a');\n",
    clean: "import { csvFormat } from 'd3';\nexport const answer = csvFormat([]);\n",
    rule: '@typescript-eslint/no-restricted-imports',
  },
  {
    name: 'no {@html}',
    path: 'src/{}.svelte',
    planted: '<script lang="ts">\n  const name = \'<b>x</b>\';\n</script>\n\n<p>{@html name}</p>\n',
    clean: '<script lang="ts">\n  const name = \'<b>x</b>\';\n</script>\n\n<p>{name}</p>\n',
    rule: 'svelte/no-at-html-tags',
  },
  {
    name: 'no innerHTML',
    path: 'src/{}.ts',
    planted: "export const show = (place: HTMLElement): void => void (place.innerHTML = '<b>x</b>');\n",
    clean: "export const show = (place: HTMLElement): void => void (place.textContent = '<b>x</b>');\n",
    rule: 'no-restricted-properties',
  },
  {
    name: 'no stores',
    path: 'src/state/{}.ts',
    planted: "import { writable } from 'svelte/store';\nexport const answer = writable(1);\n",
    clean: "import { untrack } from 'svelte';\nexport const answer = untrack(() => 1);\n",
    rule: '@typescript-eslint/no-restricted-imports',
  },
  {
    name: 'no any',
    path: 'cli/{}.ts',
    planted: 'export const answer = (x: any): boolean => x === 1;\n',
    clean: 'export const answer = (x: unknown): boolean => x === 1;\n',
    rule: '@typescript-eslint/no-explicit-any',
  },
  {
    name: 'no assertion of type on the page',
    path: 'src/{}.svelte',
    planted:
      '<script lang="ts">\n  const found: unknown = 1;\n  const shown = found as number;\n</script>\n\n<p>{shown}</p>\n',
    clean: '<script lang="ts">\n  const shown: unknown = 1;\n</script>\n\n<p>{shown}</p>\n',
    rule: '@typescript-eslint/consistent-type-assertions',
  },
  {
    name: 'no exclamation mark outside kernel and tests',
    path: 'cli/{}.ts',
    planted: 'export const answer = (x: readonly number[]): number => x[0]!;\n',
    clean: 'export const answer = (x: readonly number[]): number => x[0] ?? 0;\n',
    rule: '@typescript-eslint/no-non-null-assertion',
  },
  {
    name: 'types imported as types',
    path: 'cli/{}.ts',
    planted: "import { Price } from '../simulations/parameters/price.ts';\nexport const answer: Price = 1;\n",
    clean:
      "import type { Price } from '../simulations/parameters/price.ts';\nexport const answer: Price = 1;\n",
    rule: '@typescript-eslint/consistent-type-imports',
  },
  {
    name: 'no promise left alone',
    path: 'src/{}.ts',
    planted: 'export function go(work: () => Promise<void>): void {\n  work();\n}\n',
    clean: 'export function go(work: () => Promise<void>): Promise<void> {\n  return work();\n}\n',
    rule: 'typescript(no-floating-promises)',
  },
  {
    name: 'no text made of what may be missing',
    path: 'src/{}.ts',
    planted: 'export const answer = (x: readonly string[]): string => `first ${x[0]}`;\n',
    clean: "export const answer = (x: readonly string[]): string => `first ${x[0] ?? ''}`;\n",
    rule: 'typescript(restrict-template-expressions)',
  },
  {
    name: 'every case of a choice answered',
    path: 'simulations/{}.ts',
    planted:
      "export function answer(x: 'a' | 'b'): number {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 0;\n}\n",
    clean:
      "export function answer(x: 'a' | 'b'): number {\n  switch (x) {\n    case 'a':\n      return 1;\n    case 'b':\n      return 0;\n  }\n}\n",
    rule: 'typescript(switch-exhaustiveness-check)',
  },
  {
    name: 'no rule switched off for nothing',
    path: 'cli/{}.ts',
    planted: '// eslint-disable-next-line no-eval -- nothing to switch off\nexport const answer = 1;\n',
    clean: 'export const answer = 1;\n',
    rule: 'unused-directive',
  },
];

const pathOf = (index: number, kind: 'planted' | 'clean'): string =>
  fences[index]!.path.replace('{}', `${kind}-${index}`);

let project: PlantedProject;
const found = new Map<string, readonly string[]>();

beforeAll(() => {
  project = plantProject({
    'simulations/parameters/price.ts': 'export type Price = number;\nexport const price: Price = 1;\n',
    'workers/chunk.worker.ts': 'export const answer = 1;\n',
    'src/chunk.worker.ts': 'export const answer = 1;\n',
    ...Object.fromEntries(
      fences.flatMap(({ planted, clean }, index) => [
        [pathOf(index, 'planted'), planted],
        [pathOf(index, 'clean'), clean],
      ]),
    ),
  });
  readEslint();
  readOxlint();
}, 120_000);

afterAll(() => {
  project.remove();
});

describe('lint', () => {
  test.each(fences.map(({ name, rule }, index) => ({ name, rule, index })))('$name', ({ rule, index }) => {
    expect(messagesOf(pathOf(index, 'planted'))).toContain(rule);
    expect(messagesOf(pathOf(index, 'clean'))).toEqual([]);
  });
});

function readEslint(): void {
  const { output, errors } = runTool(project.folder, 'eslint/bin/eslint.js', ['--format', 'json', '.']);
  if (!output.startsWith('[')) throw new Error(`eslint did not run: ${errors}`);
  const files = JSON.parse(output) as {
    filePath: string;
    messages: { ruleId: string | null; message: string }[];
  }[];
  for (const { filePath, messages } of files) {
    found.set(
      filePath,
      messages.map(({ ruleId, message }) =>
        message.startsWith('Unused eslint-disable') ? 'unused-directive' : (ruleId ?? message),
      ),
    );
  }
}

function readOxlint(): void {
  const asked = fences.flatMap(({ rule }, index) =>
    rule.startsWith('typescript(') ? [pathOf(index, 'planted'), pathOf(index, 'clean')] : [],
  );
  const given = ['--type-aware', '--format', 'json', ...asked];
  const { output, errors } = runTool(project.folder, 'oxlint/bin/oxlint', given);
  if (!output.startsWith('{')) throw new Error(`oxlint did not run: ${errors}`);
  const { diagnostics } = JSON.parse(output) as { diagnostics: { filename: string; code: string }[] };
  for (const { filename, code } of diagnostics) {
    const path = join(realpathSync(project.folder), filename);
    found.set(path, [...(found.get(path) ?? []), code]);
  }
}

function messagesOf(path: string): readonly string[] {
  const messages = found.get(join(realpathSync(project.folder), path));
  if (messages === undefined) throw new Error(`eslint did not look at ${path}`);
  return messages;
}
