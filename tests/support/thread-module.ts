import { inject } from 'vitest';

/** The model's thread, one that runs the fake kernel, or one that fails as it is told (bundle-threads.ts). */
export function threadModule(name: 'chunk' | 'fake' | 'faulty'): URL {
  return new URL(`${name}.js`, inject('threads'));
}
