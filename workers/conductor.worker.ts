/**
 * The conductor: runs designs on a pool of workers of its own, so that the page's thread stays free. Where workers have no
 * workers this module fails to load, and the page conducts (browser-engine.ts).
 */
import { expose } from 'comlink';
import { browserPool } from './browser-pool.ts';
import { conductorService } from './conductor-service.ts';
import { forwardRejections } from './forward-rejections.ts';

forwardRejections();
expose(conductorService(browserPool(), (news) => postMessage(news)));
