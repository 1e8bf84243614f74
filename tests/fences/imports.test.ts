import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plantProject, runTool } from '../support/planted-project.ts';
import type { PlantedProject } from '../support/planted-project.ts';

/** A file that imports what it may not, the rule that says so, and the same file importing what it may. */
interface Fence {
  readonly rule: string;
  readonly from: string;
  readonly planted: string;
  readonly clean: string;
}

const fences: readonly Fence[] = [
  {
    rule: 'kernel-imports-itself',
    from: 'simulations/{}.ts',
    planted: '../workers/a.ts',
    clean: './random/a.ts',
  },
  {
    rule: 'kernel-imports-itself',
    from: 'simulations/{}.ts',
    planted: '../src/a.ts',
    clean: './random/a.ts',
  },
  {
    rule: 'kernel-imports-itself',
    from: 'simulations/{}.ts',
    planted: '../scenarios/a.ts',
    clean: './random/a.ts',
  },
  { rule: 'kernel-imports-itself', from: 'simulations/{}.ts', planted: 'node:fs', clean: './random/a.ts' },
  { rule: 'kernel-packages', from: 'simulations/{}.ts', planted: 'd3', clean: './random/a.ts' },
  { rule: 'kernel-packages', from: 'simulations/{}.ts', planted: 'comlink', clean: './random/a.ts' },
  { rule: 'kernel-packages', from: 'simulations/parameters/{}.ts', planted: 'd3', clean: 'zod' },
  {
    rule: 'zod-in-parameters',
    from: 'simulations/designs/{}.ts',
    planted: 'zod',
    clean: '../parameters/a.ts',
  },
  {
    rule: 'seedrandom-in-the-key',
    from: 'simulations/random/{}.ts',
    planted: 'seedrandom',
    clean: './key.ts',
  },
  {
    rule: 'scenarios-read-parameters',
    from: 'scenarios/{}.ts',
    planted: '../simulations/random/a.ts',
    clean: '../simulations/parameters/a.ts',
  },
  {
    rule: 'scenarios-read-parameters',
    from: 'scenarios/{}.ts',
    planted: '../workers/a.ts',
    clean: '../simulations/parameters/a.ts',
  },
  { rule: 'scenarios-read-parameters', from: 'scenarios/{}.ts', planted: 'node:fs', clean: 'zod' },
  {
    rule: 'workers-drive-simulations',
    from: 'workers/{}.ts',
    planted: '../src/a.ts',
    clean: '../simulations/random/a.ts',
  },
  { rule: 'workers-drive-simulations', from: 'workers/{}.ts', planted: '../cli/a.ts', clean: 'comlink' },
  { rule: 'workers-drive-simulations', from: 'workers/{}.ts', planted: 'd3', clean: 'comlink' },
  { rule: 'browser-part-without-node', from: 'workers/{}.ts', planted: 'node:os', clean: './a.ts' },
  {
    rule: 'browser-part-without-node',
    from: 'workers/{}.worker.ts',
    planted: 'node:worker_threads',
    clean: './a.ts',
  },
  {
    rule: 'workers-drive-simulations',
    from: 'workers/{}.thread.ts',
    planted: 'd3',
    clean: 'node:worker_threads',
  },
  { rule: 'page-imports', from: 'src/{}.ts', planted: '../cli/a.ts', clean: '../workers/a.ts' },
  { rule: 'page-imports', from: 'src/{}.svelte', planted: '../cli/a.ts', clean: '../workers/a.ts' },
  { rule: 'page-imports', from: 'src/{}.ts', planted: '../tools/a.ts', clean: '../scenarios/a.ts' },
  { rule: 'command-line-imports', from: 'cli/{}.ts', planted: '../src/a.ts', clean: '../workers/a.ts' },
  { rule: 'command-line-imports', from: 'cli/{}.ts', planted: 'd3', clean: 'node:fs' },
  {
    rule: 'tests-are-outermost',
    from: 'tools/{}.ts',
    planted: '../tests/a.ts',
    clean: '../simulations/random/a.ts',
  },
  { rule: 'pure-charts', from: 'src/charts/{}.ts', planted: 'svelte', clean: 'd3' },
  { rule: 'pure-charts', from: 'src/charts/{}.ts', planted: './A.svelte', clean: './a.ts' },
  { rule: 'no-development-packages', from: 'src/{}.ts', planted: 'fast-check', clean: 'd3' },
  { rule: 'nothing-missing', from: 'cli/{}.ts', planted: './nowhere.ts', clean: './a.ts' },
  { rule: 'nothing-missing', from: 'cli/{}.ts', planted: 'no-such-package', clean: 'comlink' },
];

const pathOf = (index: number, kind: 'planted' | 'clean'): string =>
  fences[index]!.from.replace('{}', `${kind}-${index}`);

let project: PlantedProject;
const broken = new Map<string, string[]>();

beforeAll(() => {
  const text = (path: string, source: string): string =>
    path.endsWith('.svelte')
      ? `<script lang="ts">\n  import { a } from '${source}';\n  const shown: unknown = a;\n</script>\n\n<p>{shown}</p>\n`
      : `import '${source}';\n`;
  const planted = fences.flatMap(({ planted, clean }, index) => [
    [pathOf(index, 'planted'), text(fences[index]!.from, planted)] as const,
    [pathOf(index, 'clean'), text(fences[index]!.from, clean)] as const,
  ]);
  const plain = [
    'simulations/random',
    'simulations/parameters',
    'scenarios',
    'workers',
    'src',
    'src/charts',
    'cli',
    'tools',
    'tests',
  ];
  project = plantProject({
    ...Object.fromEntries(plain.map((folder) => [`${folder}/a.ts`, 'export const a = 1;\n'])),
    'simulations/random/key.ts': "import 'seedrandom';\n",
    'src/charts/A.svelte': '<p>a</p>\n',
    'cli/circle-one.ts': "import './circle-two.ts';\n",
    'cli/circle-two.ts': "import './circle-one.ts';\n",
    'cli/line-one.ts': "import './line-two.ts';\n",
    'cli/line-two.ts': "import './a.ts';\n",
    'cli/orphan.ts': 'export const lonely = 1;\n',
    ...Object.fromEntries(planted),
  });
  // The packages are a link out of the planted project; its own rules are the house's, unchanged.
  writeFileSync(
    join(project.folder, 'planted-cruiser.mjs'),
    "import house from './.dependency-cruiser.js';\nexport default { ...house, options: { ...house.options, preserveSymlinks: true } };\n",
  );
  const { output, errors } = runTool(project.folder, 'dependency-cruiser/bin/dependency-cruise.mjs', [
    ...['--config', 'planted-cruiser.mjs', '--output-type', 'json'],
    ...['simulations', 'scenarios', 'workers', 'src', 'cli', 'tools', 'tests'],
  ]);
  if (!output.startsWith('{')) throw new Error(`dependency-cruiser did not run: ${errors}`);
  const report = JSON.parse(output) as {
    modules: { source: string }[];
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  for (const { source } of report.modules) broken.set(source, []);
  for (const { from, rule } of report.summary.violations) broken.get(from)?.push(rule.name);
}, 120_000);

afterAll(() => {
  project.remove();
});

describe('imports', () => {
  const named = fences.map(({ rule, from, planted }, index) => ({
    rule,
    index,
    from: from.replace('{}', 'x'),
    planted,
  }));
  test.each(named)('$rule: $from does not import $planted', ({ rule, index }) => {
    expect(brokenBy(pathOf(index, 'planted'))).toContain(rule);
    expect(brokenBy(pathOf(index, 'clean'))).toEqual([]);
  });

  test('no cycles', () => {
    expect(brokenBy('cli/circle-one.ts')).toContain('no-cycles');
    expect(brokenBy('cli/line-one.ts')).toEqual([]);
  });

  test('no orphans', () => {
    expect(brokenBy('cli/orphan.ts')).toEqual(['no-orphans']);
    expect(brokenBy('cli/line-two.ts')).toEqual([]);
  });
});

function brokenBy(path: string): readonly string[] {
  const rules = broken.get(path);
  if (rules === undefined) throw new Error(`dependency-cruiser did not look at ${path}`);
  return rules;
}
