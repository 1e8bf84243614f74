import { takeOver } from './precache.ts';
import { registered } from './registered.ts';

/** Whether the page works without a network, and whether a newer one is there. Nothing reloads unless asked. */
export class Offline {
  /** A newer build has been fetched and waits. */
  updateWaiting = $state(false);
  /** This page shows a build that is no longer served: a part of it may be missing. */
  outdated = $state(false);
  #registration: ServiceWorkerRegistration | undefined;
  #reloading = false;

  /** To be called once, when nothing more urgent is to be fetched. Where it is refused the page works online only. */
  async start(): Promise<void> {
    if (!('serviceWorker' in navigator) || this.#registration !== undefined) return;
    const { serviceWorker } = navigator;
    const isFirst = serviceWorker.controller === null;
    try {
      this.#registration = await registered(serviceWorker);
      // Where something blocks workers, there may be no registration in the promise either.
      this.#watch(this.#registration);
    } catch {
      return;
    }
    let taken = isFirst;
    serviceWorker.addEventListener('controllerchange', () => {
      if (this.#reloading) location.reload();
      // Another page has let the new build in; this one goes on with its own, which is still kept.
      else if (!taken) this.outdated = true;
      taken = false;
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') this.#registration?.update().catch(() => undefined);
    });
  }

  /** A file of this build could not be fetched. */
  missed(): void {
    this.outdated = true;
  }

  /** The page begins anew, with the newest build. Work has to be kept before. */
  renew(): void {
    const waiting = this.#registration?.waiting ?? undefined;
    if (waiting === undefined) {
      location.reload();
      return;
    }
    this.#reloading = true;
    waiting.postMessage(takeOver);
  }

  #watch(registration: ServiceWorkerRegistration): void {
    const look = () => {
      this.updateWaiting = registration.waiting !== null && registration.active !== null;
    };
    look();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', look);
    });
  }
}
