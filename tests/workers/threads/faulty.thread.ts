/**
 * A thread that runs the fake kernel and fails where the strategy's name says: "<kind> at <replication> once" or
 * "… always". What has happened once is remembered in the file that the seed names, since a fresh thread knows nothing.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import type { Point } from '../../../simulations/point.ts';
import { chunkService } from '../../../workers/chunk-service.ts';
import { threadEndpoint } from '../../../workers/thread-endpoint.ts';
import { fakeKernel } from '../../support/fake-study.ts';

if (parentPort === null) throw new Error('this module runs in a thread');
const port = parentPort;
const sign = () => port.postMessage('sign');
const service = chunkService(simulate, setImmediate, sign);
expose(
  {
    ...service,
    async live(task: number, point: Point) {
      switch (faultOf(point, 'answer')) {
        case 'answers nothing':
          return undefined;
        case 'answers text':
          return 'a chunk, honestly';
        case 'answers too little':
          return { kind: 'lived', ledgers: new Float64Array(3), customerMonths: 1 };
        case 'answers a function':
          return () => 'cannot be sent';
        case 'rejects':
          throw new RangeError('the service itself failed');
        default:
          return service.live(task, point);
      }
    },
  },
  threadEndpoint(port),
);

function simulate(point: Point): Float64Array {
  switch (faultOf(point, 'replication')) {
    case 'throws':
      throw new RangeError('the kernel met something');
    case 'throws text':
      // oxlint-disable-next-line typescript/only-throw-error -- what else might come out of a kernel
      throw 'just words';
    case 'exits':
      process.exit(7);
      break;
    case 'dies':
      setTimeout(() => {
        throw new Error('nobody catches this');
      });
      wait(30);
      break;
    case 'rejects unheard':
      void Promise.reject(new Error('nobody hears this'));
      break;
    case 'hangs':
      for (;;) wait(1000);
    case 'slows':
      wait(120);
      break;
    case 'runs out of memory': {
      const held: number[][] = [];
      for (;;) held.push(new Array<number>(1e6).fill(held.length));
    }
    default:
  }
  return fakeKernel(point);
}

function faultOf(
  { strategy, run, firstReplication, replications }: Point,
  where: string,
): string | undefined {
  const [, kind = '', at = '', how] = /^(.+) at (\d+) (once|always)$/.exec(strategy.name) ?? [];
  const isHere = Number(at) >= firstReplication && Number(at) < firstReplication + replications;
  if (!isHere || (/^answers|^rejects$/.test(kind) ? 'answer' : 'replication') !== where) return undefined;
  if (how === 'always') return kind;
  if (existsSync(run.seed)) return undefined;
  writeFileSync(run.seed, kind);
  return kind;
}

function wait(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
