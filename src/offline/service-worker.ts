/*
 * Keeps the page working without a network. A build's files are fetched once, all of them or none, into a cache of their
 * own; a newer build waits in its cache until the page says so, since a page must never find itself with files of two
 * builds. The cache of the build before stays for pages that still show it. Nothing but the page's own files is touched.
 * The bundler puts `precache` in front of this file; it imports nothing when it runs.
 */
import type { Precache } from './precache.ts';

declare const precache: Precache;

/** The part of a service worker's surroundings that is used here; the DOM library does not know them. */
interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface AskEvent extends LifeEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Surroundings {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: LifeEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: AskEvent) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}
declare const self: Surroundings;

const { scope } = self.registration;
const family = `cohort-lab ${scope} `;
const own = family + precache.version;
const start = new URL('index.html', scope).href;

self.addEventListener('install', (event) => event.waitUntil(fill()));
self.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener('message', (event) => {
  if (event.data === 'take over') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
  const address = new URL(request.url);
  address.search = '';
  address.hash = '';
  if (address.href === scope) address.href = start;
  event.respondWith(answer(request, address.href));
});

async function fill(): Promise<void> {
  const cache = await caches.open(own);
  await Promise.all(
    precache.files.map(async (file) => {
      const address = new URL(file, scope).href;
      // A name with a hash of the content in it always means the same bytes, also in the cache of another build.
      const known = file.startsWith('assets/') ? await caches.match(address) : undefined;
      const answered = known ?? (await fetch(new Request(address, { cache: 'no-cache' })));
      if (!answered.ok) throw new Error(`${file}: ${answered.status}`);
      await cache.put(address, answered);
    }),
  );
}

/** Keeps this build and the one before; caches are listed in the order in which they were made. */
async function tidy(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(family) && name !== own);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

async function answer(request: Request, address: string): Promise<Response> {
  const cache = await caches.open(own);
  const kept = (await cache.match(address)) ?? (await ofAnotherBuild(address));
  return kept ?? fetch(request);
}

async function ofAnotherBuild(address: string): Promise<Response | undefined> {
  return new URL(address).pathname.includes('/assets/') ? caches.match(address) : undefined;
}
