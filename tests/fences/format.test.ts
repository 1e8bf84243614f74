import { afterAll, beforeAll, expect, test } from 'vitest';
import { plantProject, runTool } from '../support/planted-project.ts';
import type { PlantedProject } from '../support/planted-project.ts';

let project: PlantedProject;

beforeAll(() => {
  project = plantProject({
    'cli/planted.ts': 'export const answer = "double"\n',
    'cli/clean.ts': "export const answer = 'single';\n",
    'src/Planted.svelte': '<p   class="x">{ 1 }</p>\n',
    'src/Clean.svelte': '<p class="x">{1}</p>\n',
  });
});

afterAll(() => {
  project.remove();
});

test('text in another format is refused, components included', () => {
  const { exitCode, errors } = runTool(project.folder, 'prettier/bin/prettier.cjs', [
    '--check',
    'cli',
    'src',
  ]);
  expect(exitCode).toBe(1);
  expect(errors).toContain('cli/planted.ts');
  expect(errors).toContain('src/Planted.svelte');
  expect(errors).not.toContain('clean.ts');
  expect(errors).not.toContain('Clean.svelte');
});
