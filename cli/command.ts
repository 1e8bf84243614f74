import type { Problem } from '../simulations/parameters/problem.ts';
import type { OptionName, Options } from './options.ts';

/** A problem with the file that it is in; absent for a problem of the command line itself. */
export interface FileProblem extends Problem {
  readonly file?: string;
}

/** What a command came to; becomes the exit code and what is printed. */
export type Outcome =
  | { readonly kind: 'done'; readonly text: string }
  | { readonly kind: 'refused'; readonly problems: readonly FileProblem[]; readonly more?: number }
  | { readonly kind: 'failed'; readonly message: string; readonly details: string }
  | { readonly kind: 'stopped' };

/** What a command may use besides its options. */
export interface Surroundings {
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Writes to standard error: progress and notes, never the result. */
  readonly note: (text: string) => void;
  readonly isTerminal: boolean;
}

export interface Command {
  readonly name: string;
  /** What stands behind the name in the help. */
  readonly operands: string;
  readonly help: string;
  /** Sentences below the options of its help page. */
  readonly notes?: readonly string[];
  readonly options: readonly OptionName[];
  run(options: Options, surroundings: Surroundings): Promise<Outcome>;
}

export const exitCodes: Readonly<Record<Outcome['kind'], number>> = {
  done: 0,
  refused: 2,
  failed: 3,
  stopped: 130,
};
