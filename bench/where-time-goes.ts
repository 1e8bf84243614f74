/** Share of the processor time by file of the model, by V8's sampling profiler: a mechanism is a file. */
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { Machine } from '../simulations/machine/machine.ts';
import type { Compiled } from '../simulations/machine/machine.ts';
import { placeOf } from '../tools/machine-compiler/places.ts';

/** A machine whose functions have kept their names, compiled beside this module (tools/bench.mjs). */
export function namedMachine(): Machine {
  const compiled: unknown = JSON.parse(readFileSync(new URL('./named.json', import.meta.url), 'utf8'));
  if (!isCompiled(compiled)) throw new Error('.bench/named.json is not the compiled model');
  return new Machine(compiled);
}

function isCompiled(value: unknown): value is Compiled {
  return typeof value === 'object' && value !== null && 'code' in value && 'structures' in value;
}

/** `work` lives on a machine whose functions have kept their names. */
export async function timeByFile(work: () => void): Promise<readonly (readonly [string, number])[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const files = new Map(profile.nodes.map(({ id, callFrame }) => [id, fileOf(callFrame)]));
  const times = new Map<string, number>();
  profile.samples?.forEach((id, index) => {
    const file = files.get(id) ?? 'V8';
    times.set(file, (times.get(file) ?? 0) + (profile.timeDeltas?.[index] ?? 0));
  });
  const all = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times]
    .map(([file, time]) => [file, time / all] as const)
    .toSorted(([, one], [, other]) => other - one);
}

interface Frame {
  readonly url: string;
  readonly functionName: string;
}

function fileOf({ url, functionName }: Frame): string {
  if (functionName === '(garbage collector)') return 'garbage collection';
  if (!url.startsWith('wasm:')) return 'V8 and Node';
  return placeOf(functionName.replace(/^\w+\//, ''))?.file ?? functionName;
}
