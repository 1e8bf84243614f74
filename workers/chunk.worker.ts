/** What a browser's worker runs: chunks, and a sign of life before each replication. */
import { expose } from 'comlink';
import { answerPoint } from '../simulations/answer-point.ts';
import { browserTurn } from './browser-turn.ts';
import { chunkService } from './chunk-service.ts';
import { forwardRejections } from './forward-rejections.ts';

forwardRejections();
expose(chunkService(answerPoint, browserTurn, () => postMessage('sign')));
