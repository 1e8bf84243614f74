import { existsSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { serveFolder } from '../../tools/static-server.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built app is served, ending in a slash. */
    readonly appAddress: string;
  }
}

/** Serves dist/ from a sub-path while the app tests run, as a static host might. */
export default async function serveDist(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync('dist/index.html')) throw new Error('nothing built yet: npm run build');
  const server = await serveFolder('dist', { subPath: '/labs/cohort/' });
  project.provide('appAddress', server.address);
  return server.close;
}
