/** What fresh processes of the kernel (alone.ts) say: their speed, and what V8 reports once the code has settled. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface FreshProcess {
  readonly milliseconds: number;
  readonly deoptimisations: number;
  readonly collections: number;
  /** Pauses of the collections, in milliseconds. */
  readonly paused: number;
}

/** Bundled beside this module (tools/bench.mjs). */
const alone = fileURLToPath(new URL('./alone.js', import.meta.url));

export function freshProcess(flags: readonly string[] = []): FreshProcess {
  const output = execFileSync(process.execPath, [...flags, alone], {
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
