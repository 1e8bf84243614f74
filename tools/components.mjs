// Checks components: their types, and the rules that need types. Both read what svelte-check makes of them for the native
// compiler, which takes seconds where a linter that asks the compiler in JavaScript about each component takes minutes.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inComponent, isOfComponent } from './component-findings.mjs';

const overlay = 'src/.svelte-check';
/** @param {string} script */
const tool = (script) => fileURLToPath(new URL(`../node_modules/${script}`, import.meta.url));

try {
  const checked = spawnSync(
    process.execPath,
    [
      tool('svelte-check/bin/svelte-check'),
      ...['--workspace', 'src', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--tsgo'],
      ...['--output', 'machine'],
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const findings = findingsOfRules();
  for (const finding of findings) console.log(finding);
  process.exitCode = checked.status === 0 && findings.length === 0 ? 0 : 1;
} finally {
  rmSync(overlay, { recursive: true, force: true });
}

function findingsOfRules() {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [tool('oxlint/bin/oxlint'), '--type-aware', '--format', 'json', `${overlay}/svelte`],
    { encoding: 'utf8', maxBuffer: 1e9 },
  );
  // 1 is that something was found.
  if ((status !== 0 && status !== 1) || !stdout.startsWith('{'))
    throw new Error(`oxlint did not run: ${stdout}${stderr}`);
  /** @type {unknown} */
  const said = JSON.parse(stdout);
  const { diagnostics, number_of_files: files } =
    /** @type {{ diagnostics: import('./component-findings.mjs').Diagnostic[], number_of_files: number }} */ (
      said
    );
  if (files === 0) throw new Error('no component was looked at');
  return diagnostics.flatMap((diagnostic) => {
    const text = readFileSync(diagnostic.filename, 'utf8');
    if (!isOfComponent(diagnostic, text)) return [];
    const component = diagnostic.filename
      .replace(`${overlay}/svelte/`, 'src/')
      .replace(/\+\+([^/]+)\.ts$/, '$1');
    return [inComponent(diagnostic, text, component, readFileSync(component, 'utf8'))];
  });
}
