// npm run bench: what is measured is the code as it is delivered, so it is bundled first.
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

const folder = '.bench';
await bundle(
  { main: 'bench/main.ts', alone: 'bench/alone.ts', 'chunk.thread': 'workers/chunk.thread.ts' },
  folder,
  { sourcemap: true },
);
// The profile is told by the files of the model, not by that of the bundle.
process.setSourceMapsEnabled(true);
await import(pathToFileURL(`${folder}/main.js`).href);
