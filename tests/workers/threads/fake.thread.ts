/** A thread that runs the fake kernel. */
import { setImmediate } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import { chunkService } from '../../../workers/chunk-service.ts';
import { threadEndpoint } from '../../../workers/thread-endpoint.ts';
import { fakeKernel } from '../../support/fake-study.ts';

if (parentPort === null) throw new Error('this module runs in a thread');
const port = parentPort;
expose(
  chunkService(fakeKernel, setImmediate, () => port.postMessage('sign')),
  threadEndpoint(port),
);
