import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plantProject, runTool } from '../support/planted-project.ts';
import type { PlantedProject } from '../support/planted-project.ts';

let project: PlantedProject;
let report: {
  readonly issues: readonly {
    readonly file: string;
    readonly files?: readonly { readonly name: string }[];
    readonly exports?: readonly { readonly name: string }[];
    readonly dependencies?: readonly { readonly name: string }[];
  }[];
};

beforeAll(() => {
  project = plantProject({
    'cli/main.ts':
      "import { used } from './used.ts';\nimport { wrap } from 'comlink';\nconsole.log(used, wrap);\n",
    'cli/used.ts': 'export const used = 1;\nexport const unused = 2;\n',
    'cli/dead.ts': 'export const dead = 1;\n',
  });
  const { output, errors } = runTool(project.folder, 'knip/bin/knip.js', ['--reporter', 'json']);
  if (!output.startsWith('{')) throw new Error(`knip did not run: ${errors}`);
  report = JSON.parse(output) as typeof report;
}, 120_000);

afterAll(() => {
  project.remove();
});

describe('dead code', () => {
  const named = (kind: 'files' | 'exports' | 'dependencies', file: string): readonly string[] =>
    report.issues
      .filter((issue) => issue.file === file)
      .flatMap((issue) => (issue[kind] ?? []).map(({ name }) => name));

  test('a file that nothing imports', () => {
    expect(named('files', 'cli/dead.ts')).toEqual(['cli/dead.ts']);
    expect(named('files', 'cli/used.ts')).toEqual([]);
  });

  test('an export that nothing imports', () => {
    expect(named('exports', 'cli/used.ts')).toEqual(['unused']);
  });

  test('a dependency that nothing imports', () => {
    const dependencies = named('dependencies', 'package.json');
    expect(dependencies).toContain('d3');
    expect(dependencies).not.toContain('comlink');
  });
});
