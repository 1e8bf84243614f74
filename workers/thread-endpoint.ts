import type { Endpoint } from 'comlink';

/** What both ends of a Node thread have. */
export interface ThreadEnd {
  postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  off(event: 'message', listener: (message: unknown) => void): unknown;
}

/** One end of a Node thread, as Comlink wants it. */
export function threadEndpoint(end: ThreadEnd): Endpoint {
  const listeners = new Map<unknown, (message: unknown) => void>();
  return {
    postMessage: (message: unknown, transfer) => {
      end.postMessage(message, transfer?.filter(isBuffer));
    },
    addEventListener: (_, listener) => {
      const heard = (data: unknown) => {
        const event = new MessageEvent('message', { data });
        if ('handleEvent' in listener) listener.handleEvent(event);
        else listener(event);
      };
      listeners.set(listener, heard);
      end.on('message', heard);
    },
    removeEventListener: (_, listener) => {
      const heard = listeners.get(listener);
      if (heard !== undefined) end.off('message', heard);
      listeners.delete(listener);
    },
  };
}

/** Nothing but ledgers changes hands. */
function isBuffer(item: unknown): item is ArrayBuffer {
  return item instanceof ArrayBuffer;
}
