import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const folders = ['simulations', 'scenarios', 'workers', 'src', 'cli', 'bench', 'tools', 'tests'];
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const pascal = /^[A-Z][A-Za-z0-9]*$/;
/** Words that say nothing about what is inside. */
const empty = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'manager', 'data']);

/** What style.md has against a path of this project; undefined when nothing. */
function problemOfName(path: string): string | undefined {
  const parts = path.split('/');
  const file = parts.at(-1) ?? '';
  const stem = file.replace(/(\.(svelte|worker|thread|config|test|d))*\.[a-z]+$/, '');
  const isComponent = file.endsWith('.svelte');
  if (isComponent ? !pascal.test(stem) : !kebab.test(stem)) {
    return `${path}: ${isComponent ? 'a component is PascalCase' : 'a file is kebab-case'}`;
  }
  const folder = parts.slice(0, -1).find((part) => !kebab.test(part));
  if (folder !== undefined) return `${path}: a folder is kebab-case`;
  const words = [...parts.slice(0, -1), stem].flatMap((part) =>
    part
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .split('-'),
  );
  const word = words.find((each) => empty.has(each));
  return word === undefined ? undefined : `${path}: “${word}” says nothing of what is inside`;
}

/** Every code file of the project's folders, with forward slashes. */
function codeFiles(): readonly string[] {
  const present = new Set(readdirSync('.'));
  return (
    folders
      .filter((folder) => present.has(folder))
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
          join(folder, file).replaceAll('\\', '/'),
        ),
      )
      // Folders of tools are not of the project's naming.
      .filter((path) => /\.(ts|mjs|js|svelte)$/.test(path) && !path.includes('/.'))
  );
}

describe('names', () => {
  test('every file is named in the style of the house', () => {
    const files = codeFiles();
    expect(files.length).toBeGreaterThan(20);
    expect(files.map(problemOfName).filter((problem) => problem !== undefined)).toEqual([]);
  });

  test.each([
    'simulations/wordOfMouth.ts',
    'simulations/word_of_mouth.ts',
    'simulations/Mechanisms/usage.ts',
    'src/charts/fan-chart.svelte',
    'src/charts/fanChart.svelte',
    'src/state/State.svelte.ts',
    'src/utils.ts',
    'src/date-helpers.ts',
    'src/common/format.ts',
    'src/ScenarioManager.svelte',
    'src/charts/data.ts',
  ])('%s is refused', (path) => {
    expect(problemOfName(path)).toBeDefined();
  });

  test.each([
    'simulations/mechanisms/word-of-mouth.ts',
    'simulations/random/log1p.ts',
    'src/charts/FanChart.svelte',
    'src/state/scenario.svelte.ts',
    'workers/chunk.worker.ts',
    'tests/charts/fan-chart.test.ts',
    'tests/state/scenario.svelte.test.ts',
    'tools/static-server.mjs',
  ])('%s is accepted', (path) => {
    expect(problemOfName(path)).toBeUndefined();
  });
});
