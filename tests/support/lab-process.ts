import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** The command line as a process of its own, bundled as it is packed: ten times quicker to start than its sources. */
export function startLabProcess(...args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  return spawn(process.execPath, ['.lab/main.js', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export function endOf(lab: ChildProcessByStdio<null, Readable, Readable>): Promise<Ended> {
  const text = { out: '', error: '' };
  lab.stdout.setEncoding('utf8').on('data', (part: string) => (text.out += part));
  lab.stderr.setEncoding('utf8').on('data', (part: string) => (text.error += part));
  return new Promise((resolve) => {
    lab.on('close', (code) => {
      resolve({ code, ...text });
    });
  });
}

export function runLab(...args: readonly string[]): Promise<Ended> {
  return endOf(startLabProcess(...args));
}
