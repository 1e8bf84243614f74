import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const tool = new URL('../../tools/provide-lab.mjs', import.meta.url).href;
const labScript = fileURLToPath(new URL('../../tools/lab.mjs', import.meta.url));
let project: string;

/** A project whose bundler writes down what it read, and how often it was asked. */
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'cohort-lab-'));
  for (const folder of ['cli', 'simulations', 'scenarios', 'workers', 'tools'])
    mkdirSync(join(project, folder));
  for (const file of ['package.json', 'package-lock.json', 'tools/bundle.mjs'])
    writeFileSync(join(project, file), '{}');
  writeFileSync(join(project, 'cli/main.ts'), 'first');
  writeFileSync(
    join(project, 'tools/bundle-lab.mjs'),
    `import { appendFileSync, cpSync, mkdirSync } from 'node:fs';
     mkdirSync(process.argv[2]);
     cpSync('cli/main.ts', process.argv[2] + '/main.js');
     appendFileSync('asked', 'x');
     console.log('said by the bundler');`,
  );
});
afterEach(() => {
  rmSync(project, { recursive: true, force: true });
});

function provide(): string {
  const program = `import { provideLab } from ${JSON.stringify(tool)}; provideLab();`;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
const asked = () => readFileSync(join(project, 'asked'), 'utf8').length;
const bundled = () => readFileSync(join(project, '.lab/main.js'), 'utf8');

test('the command line is bundled once for as long as its sources stay the same', () => {
  expect(provide()).toBe('');
  provide();
  expect(asked()).toBe(1);
  expect(bundled()).toBe('first');
});

test.each(['cli/main.ts', 'scenarios/new.ts', 'package-lock.json', 'tools/bundle-lab.mjs'])(
  'a change of %s has it bundled again, and leaves nothing else behind',
  (file) => {
    provide();
    const before = existsSync(join(project, file)) ? readFileSync(join(project, file), 'utf8') : '';
    writeFileSync(join(project, file), `${before}\n`);
    provide();
    expect(asked()).toBe(2);
    expect(readdirSync(project).filter((name) => name.startsWith('.lab'))).toEqual(['.lab']);
  },
);

test('a scenario file that a claim reads is no source', () => {
  provide();
  writeFileSync(join(project, 'scenarios/default.json'), '{}');
  provide();
  expect(asked()).toBe(1);
});

test('a file named on the command line is looked for where the command was called', () => {
  writeFileSync(join(project, 'mine.json'), '{');
  const called = () =>
    execFileSync(process.execPath, [labScript, 'validate', 'mine.json'], { cwd: project, stdio: 'pipe' });
  expect(called).toThrow(/mine\.json: found the end of the file/);
});
