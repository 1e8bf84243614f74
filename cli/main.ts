#!/usr/bin/env node
/** The command line: the same engine without a page. Results go to standard output, everything else to standard error. */
import { engineVersion } from '../simulations/version.ts';
import { inWords, nearestName } from '../simulations/parameters/problem.ts';
import type { Problem } from '../simulations/parameters/problem.ts';
import { exitCodes } from './command.ts';
import { failedOrStopped } from './failed-or-stopped.ts';
import type { Command, Outcome } from './command.ts';
import { claimsCommand } from './claims-command.ts';
import { benchCommand } from './bench-command.ts';
import { compareCommand } from './compare-command.ts';
import { fitCommand } from './fit-command.ts';
import { diffCommand } from './diff-command.ts';
import { findCommand } from './find-command.ts';
import { gateCommand } from './gate-command.ts';
import { lifeCommand } from './life-command.ts';
import { lineCommand } from './line-command.ts';
import { luckCommand } from './luck-command.ts';
import { hasSwitch, optionLines, readOptions } from './options.ts';
import { problemLines } from './problem-lines.ts';
import { schemaCommand } from './schema-command.ts';
import { codeOf } from './text-file.ts';
import { sweepCommand } from './sweep-command.ts';
import { validateCommand } from './validate-command.ts';
import { whyCommand } from './why-command.ts';

const commands: readonly Command[] = [
  compareCommand,
  sweepCommand,
  gateCommand,
  lineCommand,
  whyCommand,
  findCommand,
  fitCommand,
  claimsCommand,
  lifeCommand,
  luckCommand,
  validateCommand,
  diffCommand,
  schemaCommand,
  benchCommand,
];

async function outcomeOf(args: readonly string[]): Promise<Outcome> {
  const [name, ...rest] = args;
  const command = commands.find((known) => known.name === name);
  if (command === undefined) {
    if (name !== undefined && !name.startsWith('-'))
      return { kind: 'refused', problems: [unknownCommand(name)] };
    if (hasSwitch(args, 'help')) return { kind: 'done', text: overview() };
    if (hasSwitch(args, 'version')) return { kind: 'done', text: `cohort-lab ${engineVersion}\n` };
    return { kind: 'refused', problems: [unknownCommand(name)] };
  }
  if (hasSwitch(rest, 'help')) return { kind: 'done', text: pageOf(command) };
  const options = readOptions(rest, command.options);
  if (options.kind === 'problems') return { kind: 'refused', problems: options.problems };
  return command.run(options.value, {
    signal: stoppable(),
    note: (text) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY,
  });
}

/** Aborted by Ctrl-C; a second one ends the process at once. */
function stoppable(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(exitCodes.stopped);
      stop.abort(new Error('stopped'));
    });
  }
  return stop.signal;
}

function print(outcome: Outcome, json: boolean): void {
  switch (outcome.kind) {
    case 'done':
      process.stdout.write(outcome.text);
      break;
    case 'refused': {
      const { problems, more = 0 } = outcome;
      process.stderr.write(problemLines(problems, 'problem', more));
      if (json)
        process.stdout.write(`${JSON.stringify({ problems, ...(more > 0 ? { more } : {}) }, null, 2)}\n`);
      break;
    }
    case 'failed': {
      const { message, details } = outcome;
      process.stderr.write(`the run failed: ${message}\n${details === message ? '' : `${details}\n`}`);
      if (json) process.stdout.write(`${JSON.stringify({ failure: { message, details } }, null, 2)}\n`);
      break;
    }
    case 'stopped':
      process.stderr.write('stopped\n');
      break;
  }
  process.exitCode = exitCodes[outcome.kind];
}

function unknownCommand(name: string | undefined): Problem {
  const known = commands.map((command) => command.name);
  const nearest = name === undefined ? undefined : nearestName(name, known);
  return {
    path: '',
    found: name === undefined ? 'no command' : `the command ${JSON.stringify(name)}`,
    expected: `one of ${inWords(known, 'or')}`,
    hint: nearest === undefined ? 'cohort-lab --help says what each does.' : `Did you mean ${nearest}?`,
  };
}

function overview(): string {
  const rows = commands.map(
    (command) => [`${command.name} ${command.operands}`.trim(), command.help] as const,
  );
  const width = Math.max(...rows.map(([usage]) => usage.length));
  const lines = rows.map(([usage, help]) => `  ${usage.padEnd(width)}  ${help}`);
  return [
    'cohort-lab: a lab for the economics of a customer base',
    '',
    'usage: cohort-lab <command> …',
    '',
    ...lines,
    '',
    'cohort-lab <command> --help lists the options of a command. Exit code: 0 done, 2 input refused, 3 run failed.',
    '',
  ].join('\n');
}

function pageOf(command: Command): string {
  const usage = `usage: cohort-lab ${command.name} ${command.operands}`.trim();
  const notes = command.notes === undefined ? [] : ['', ...command.notes.map((note) => `  ${note}`)];
  const lines = ['', `  ${command.help}`, '', optionLines(command.options), ...notes, ''];
  return [`${usage} [options]`, ...lines].join('\n');
}

// Whoever reads us may stop early (`… | head`): nothing more is wanted then.
process.stdout.on('error', (error) => {
  if (codeOf(error) !== 'EPIPE') throw error;
  process.exit(0);
});

const args = process.argv.slice(2);
// Whatever a command did not foresee is a run that failed, in words and with its exit code.
print(
  await outcomeOf(args).catch((thrown: unknown) => failedOrStopped(thrown, new AbortController().signal)),
  hasSwitch(args, 'json'),
);
