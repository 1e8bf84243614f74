/**
 * A Worker that may be made where the page's policy says `require-trusted-types-for 'script'`: its address goes through
 * the policy "cohort-lab", which lets nothing but this site's own files through. Import it as `Worker`, so that
 * `new Worker(new URL('./x.ts', import.meta.url))` stands there literally and the bundler finds the file.
 */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): URL };
}

declare global {
  // The DOM library does not know it yet; the stand-in URL is what Worker's own signature asks for.
  var trustedTypes: TrustedTypes | undefined;
}

const policy = globalThis.trustedTypes?.createPolicy('cohort-lab', { createScriptURL: ownAddress });

export class TrustedWorker extends Worker {
  constructor(address: URL, options: WorkerOptions) {
    super(trustedAddress(address), options);
  }
}

/** The address of a script of this site, as the page's policy wants it. */
export function trustedAddress(address: URL): URL {
  return policy === undefined ? address : policy.createScriptURL(address.href);
}

function ownAddress(address: string): string {
  if (new URL(address).origin !== location.origin)
    throw new Error(`a worker comes from this site, not from ${address}`);
  return address;
}
