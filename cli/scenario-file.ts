import { readScenario } from '../scenarios/read.ts';
import type { Problem } from '../simulations/parameters/problem.ts';
import type { Scenario } from '../simulations/parameters/scenario.ts';
import type { FileProblem } from './command.ts';
import type { Options } from './options.ts';
import { readText } from './text-file.ts';

export type ScenarioFile =
  | { readonly kind: 'scenario'; readonly scenario: Scenario; readonly warnings: readonly FileProblem[] }
  | { readonly kind: 'problems'; readonly problems: readonly FileProblem[]; readonly more: number };

/** Reads a scenario file, with the command line's run settings in place of its own. */
export async function readScenarioFile(file: string, options: Partial<Options> = {}): Promise<ScenarioFile> {
  const text = await readText(file, 'a scenario file');
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
