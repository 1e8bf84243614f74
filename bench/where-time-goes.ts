/** Share of the processor time by file of the model, by V8's sampling profiler: a mechanism is a file. */
import { Session } from 'node:inspector/promises';
import { placeOf } from '../tools/kernel-compiler/places.ts';

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
