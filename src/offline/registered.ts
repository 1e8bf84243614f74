import { trustedAddress } from '../../workers/trusted-worker.ts';

/** The service worker that the build has put beside the page. */
export function registered(container: ServiceWorkerContainer): Promise<ServiceWorkerRegistration> {
  const address = trustedAddress(new URL('service-worker.js', document.baseURI));
  return container.register(address, { updateViaCache: 'none' });
}
