import { open } from 'node:fs/promises';
import { readScenario } from '../scenarios/read.ts';
import type { Problem } from '../simulations/parameters/problem.ts';
import type { Scenario } from '../simulations/parameters/scenario.ts';
import type { FileProblem } from './command.ts';
import type { Options } from './options.ts';

export type ScenarioFile =
  | { readonly kind: 'scenario'; readonly scenario: Scenario; readonly warnings: readonly FileProblem[] }
  | { readonly kind: 'problems'; readonly problems: readonly FileProblem[]; readonly more: number };

/** Larger files are refused unread: no scenario comes near. */
const mostBytes = 8_000_000;

/** Reads a scenario file, with the command line's run settings in place of its own. */
export async function readScenarioFile(file: string, options: Partial<Options> = {}): Promise<ScenarioFile> {
  const text = await readText(file);
  if (typeof text !== 'string') return { kind: 'problems', problems: [{ file, ...text }], more: 0 };
  const asWritten = readScenario(text);
  if (asWritten.kind === 'problems') return named(file, asWritten.problems, asWritten.more);
  const { scenario } = asWritten;
  const run = { ...scenario.run, ...chosen(options) };
  // Read once more: what holds for a file holds for options too, each alone and all together.
  const asAsked = readScenario(JSON.stringify({ ...scenario, run }));
  if (asAsked.kind === 'problems')
    return named(
      file,
      asAsked.problems.map((problem) => atOption(problem, options)),
      asAsked.more,
    );
  return {
    kind: 'scenario',
    scenario: asAsked.scenario,
    warnings: asAsked.warnings.map((warning) => ({ file, ...warning })),
  };
}

function named(file: string, problems: readonly Problem[], more: number): ScenarioFile {
  return { kind: 'problems', problems: problems.map((problem) => ({ file, ...problem })), more };
}

function chosen({ seed, months, replications }: Partial<Options>): Partial<Scenario['run']> {
  return {
    ...(seed === undefined ? {} : { seed }),
    ...(months === undefined ? {} : { months }),
    ...(replications === undefined ? {} : { replications }),
  };
}

/** Names the option where the value came from there. */
function atOption(problem: Problem, options: Partial<Options>): Problem {
  for (const name of ['seed', 'months', 'replications'] as const) {
    if (options[name] !== undefined && problem.path === `/run/${name}`)
      return { ...problem, path: `--${name}` };
  }
  return problem;
}

async function readText(file: string): Promise<string | Problem> {
  const problem = (found: string, hint = ''): Problem => ({
    path: '',
    found,
    expected: 'a scenario file',
    hint,
  });
  try {
    const handle = await open(file);
    try {
      const about = await handle.stat();
      if (about.isDirectory()) return problem('a folder', 'Name a file inside it.');
      if (about.size > mostBytes)
        return problem(`${about.size} bytes`, 'A scenario is far smaller than that.');
      return new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === 'ENOENT' || code === 'ENOTDIR') return problem('no such file', 'Check the path.');
    if (code === 'EACCES' || code === 'EPERM')
      return problem('a file that may not be read', 'Check its permissions.');
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return problem('bytes that are not UTF-8', 'Save it as UTF-8.');
    return problem(`a file that cannot be read (${code})`);
  }
}

/** The code that Node gives its errors. */
export function codeOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string') {
    return thrown.code;
  }
  return thrown instanceof Error ? thrown.message : 'unknown';
}
