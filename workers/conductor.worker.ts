/** The conductor: runs designs on a pool of workers of its own, so that the page's thread stays free. */
import { expose } from 'comlink';
import { browserPool } from './browser-pool.ts';
import { conductorService } from './conductor-service.ts';
import { forwardRejections } from './forward-rejections.ts';

forwardRejections();
const engine = typeof Worker === 'undefined' ? undefined : browserPool();
expose(conductorService(engine, (news) => postMessage(news)));
