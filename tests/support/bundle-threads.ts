import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TestProject } from 'vitest/node';
import { bundle } from '../../tools/bundle.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the bundled threads lie, ending in a slash. */
    readonly threads: string;
  }
}

/** Bundles what tests run in threads of their own (thread-module.ts): Node reads no TypeScript. */
export default async function bundleThreads(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'cohort-lab-threads-'));
  const input = {
    chunk: 'workers/chunk.thread.ts',
    fake: 'tests/workers/threads/fake.thread.ts',
    faulty: 'tests/workers/threads/faulty.thread.ts',
  };
  await bundle(input, folder, { whole: true });
  project.provide('threads', `${pathToFileURL(folder).href}/`);
  return () => rm(folder, { recursive: true, force: true });
}
