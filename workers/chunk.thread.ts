/** What a Node thread runs: chunks, and a sign of life before each replication. */
import { setImmediate } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import { answerPoint } from '../simulations/answer-point.ts';
import { chunkService } from './chunk-service.ts';
import { threadEndpoint } from './thread-endpoint.ts';

if (parentPort === null) throw new Error('this module runs in a thread');
const port = parentPort;
expose(
  chunkService(answerPoint, setImmediate, () => port.postMessage('sign')),
  threadEndpoint(port),
);
