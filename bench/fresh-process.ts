/** What fresh processes of the kernel (alone.ts) say: their speed, and what V8 reports once the code has settled. */
import { execFileSync } from 'node:child_process';

export interface FreshProcess {
  readonly milliseconds: number;
  readonly deoptimisations: number;
  readonly collections: number;
  /** Pauses of the collections, in milliseconds. */
  readonly paused: number;
}

export function freshProcess(flags: readonly string[] = []): FreshProcess {
  const output = execFileSync(process.execPath, [...flags, '--import', 'tsx', 'bench/alone.ts'], {
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const lines = output.split('\n');
  const steady = lines.slice(lines.indexOf('settled'), lines.indexOf('done'));
  const collections = steady.filter((line) => /\b(Scavenge|Mark-Compact)\b/.test(line));
  return {
    milliseconds: Number(lines[lines.indexOf('done') + 1]),
    deoptimisations: steady.filter((line) => line.includes('bailout (kind: deopt')).length,
    collections: collections.length,
    paused: collections.reduce((sum, line) => sum + Number(/MB, ([\d.]+)/.exec(line)?.[1] ?? 0), 0),
  };
}
