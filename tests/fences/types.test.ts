import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plantProject, runTool } from '../support/planted-project.ts';
import type { PlantedProject } from '../support/planted-project.ts';

interface Fence {
  readonly name: string;
  readonly folder: 'simulations' | 'scenarios' | 'workers' | 'src';
  readonly planted: string;
  readonly clean: string;
}

const reach = (folder: Fence['folder'], global: string): Fence => ({
  name: `${folder} without ${global}`,
  folder,
  planted: `export const answer: unknown = ${global};\n`,
  clean: 'export const answer: unknown = [1].toSorted();\n',
});

const fences: readonly Fence[] = [
  ...[
    'document',
    'window',
    'process',
    'Buffer',
    'setTimeout',
    'console',
    'performance',
    'crypto',
    'fetch',
  ].map((global) => reach('simulations', global)),
  ...['document', 'process'].map((global) => reach('scenarios', global)),
  ...['process', 'Buffer'].map((global) => reach('src', global)),
  {
    name: 'the kernel without packages of Node',
    folder: 'simulations',
    planted: "import { readFileSync } from 'node:fs';\nexport const answer: unknown = readFileSync;\n",
    clean: 'export const answer: unknown = 1;\n',
  },
  {
    name: 'an index may miss',
    folder: 'simulations',
    planted: 'export const answer = (x: readonly number[]): number => x[0];\n',
    clean: 'export const answer = (x: readonly number[]): number | undefined => x[0];\n',
  },
  {
    name: 'optional is not undefined',
    folder: 'simulations',
    planted: 'export const answer: { x?: number } = { x: undefined };\n',
    clean: 'export const answer: { x?: number } = {};\n',
  },
  {
    name: 'no enum',
    folder: 'simulations',
    planted: 'export enum Answer {\n  Yes,\n}\n',
    clean: "export type Answer = 'yes';\n",
  },
  {
    name: 'a type is imported as a type',
    folder: 'workers',
    planted: "import { Answer } from './answer.ts';\nexport const answer: Answer = 1;\n",
    clean: "import type { Answer } from './answer.ts';\nexport const answer: Answer = 1;\n",
  },
  {
    name: 'no any from nowhere',
    folder: 'workers',
    planted: 'export const answer = (x) => 1;\n',
    clean: 'export const answer = (_x: number): number => 1;\n',
  },
  {
    name: 'nothing unused',
    folder: 'workers',
    planted: 'const unused = 1;\nexport const answer = 2;\n',
    clean: 'const used = 1;\nexport const answer = used;\n',
  },
];

const pathOf = (index: number, kind: 'planted' | 'clean'): string =>
  `${fences[index]!.folder}/${kind}-${index}.ts`;

let project: PlantedProject;
/** What the checkers said of each file. */
const said = new Map<string, string[]>();

beforeAll(() => {
  project = plantProject({
    'workers/answer.ts': 'export type Answer = number;\n',
    'src/Broken.svelte':
      '<script lang="ts">\n  const count: number = \'one\';\n</script>\n\n<p>{count}</p>\n<img src="x.png" />\n',
    'src/Whole.svelte':
      '<script lang="ts">\n  const count: number = 1;\n</script>\n\n<p>{count}</p>\n<img src="x.png" alt="" />\n',
    ...Object.fromEntries(
      fences.flatMap(({ planted, clean }, index) => [
        [pathOf(index, 'planted'), planted],
        [pathOf(index, 'clean'), clean],
      ]),
    ),
  });
  for (const folder of ['simulations', 'scenarios', 'workers']) {
    const { output } = runTool(project.folder, '@typescript/native/bin/tsc', [
      '--noEmit',
      '--pretty',
      'false',
      '-p',
      folder,
    ]);
    for (const [, path, problem] of output.matchAll(/^(\S+?)\(\d+,\d+\): (.+)$/gm)) hear(path!, problem!);
  }
  const { output } = runTool(project.folder, 'svelte-check/bin/svelte-check', [
    ...[
      '--workspace',
      'src',
      '--tsconfig',
      './tsconfig.json',
      '--fail-on-warnings',
      '--output',
      'machine',
      '--tsgo',
    ],
  ]);
  for (const [, kind, path] of output.matchAll(/^\d+ (ERROR|WARNING) "([^"]+)" \d+:\d+ /gm))
    hear(`src/${path!}`, kind!);
}, 120_000);

afterAll(() => {
  project.remove();
});

describe('types', () => {
  test.each(fences.map(({ name }, index) => ({ name, index })))('$name', ({ index }) => {
    expect(said.get(pathOf(index, 'planted'))).not.toBeUndefined();
    expect(said.get(pathOf(index, 'clean'))).toBeUndefined();
  });

  test('components are checked, warnings included', () => {
    expect(said.get('src/Broken.svelte')?.toSorted()).toEqual(['ERROR', 'WARNING']);
    expect(said.get('src/Whole.svelte')).toBeUndefined();
  });
});

function hear(path: string, problem: string): void {
  said.set(path, [...(said.get(path) ?? []), problem]);
}
