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

const components = {
  'src/Broken.svelte':
    '<script lang="ts">\n  const count: number = \'one\';\n</script>\n\n<p>{count}</p>\n<img src="x.png" />\n',
  'src/Whole.svelte':
    '<script lang="ts">\n  const count: number = 1;\n</script>\n\n<p>{count}</p>\n<img src="x.png" alt="" />\n',
  'src/Careless.svelte': `<script lang="ts">
  interface Props {
    work: () => Promise<void>;
    names?: readonly string[];
  }
  let { work, names = [\`of \${[1].find((one) => one > 1)}\`] }: Props = $props();
  function go(): void {
    work();
  }
  const read: number = JSON.parse('1');
  const count = read;
  const idle = async () => count;
</script>

<button class="is-{names[0]}" onclick={go} onfocus={() => void idle()}>Go</button>
`,
  'src/Careful.svelte': `<script lang="ts">
  interface Props {
    work: () => Promise<void>;
    names: readonly string[];
  }
  let { work, names }: Props = $props();
  const go = async () => {
    await work();
  };
</script>

{#snippet name(one: string)}<b>{one}</b>{/snippet}
{#each names as one (one)}{@render name(one)}{/each}
<button class="is-{names[0] ?? 'nobody'}" onclick={() => void go()}>Go</button>
`,
};

let project: PlantedProject;
/** What the checkers said of each file. */
const said = new Map<string, string[]>();

beforeAll(() => {
  project = plantProject({
    'workers/answer.ts': 'export type Answer = number;\n',
    ...components,
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
  const { output } = runTool(project.folder, '../tools/components.mjs', []);
  for (const [, kind, path] of output.matchAll(/^\d+ (ERROR|WARNING) "([^"]+)" \d+:\d+ /gm))
    hear(`src/${path!}`, kind!);
  for (const [, place, rule] of output.matchAll(/^(src\/\S+) typescript\((\S+)\)/gm)) hear(place!, rule!);
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

  test('so are the rules that need types, in script and template, by the line; what svelte adds is not', () => {
    expect(said.get('src/Careless.svelte:8')).toEqual(['no-floating-promises']);
    expect(said.get('src/Careless.svelte:12')).toEqual(['require-await']);
    expect(said.get('src/Careless.svelte:6')).toEqual(['restrict-template-expressions']);
    expect(said.get('src/Careless.svelte:10')).toEqual(['no-unsafe-assignment']);
    expect([...said.keys()].filter((path) => path.startsWith('src/Careless'))).toHaveLength(5);
    expect([...said.values()].flat()).toContain('restrict-template-expressions');
    expect([...said.keys()].filter((path) => path.startsWith('src/Careful'))).toEqual([]);
  });
});

function hear(path: string, problem: string): void {
  said.set(path, [...(said.get(path) ?? []), problem]);
}
