// npm run bench: what is measured is the code as it is delivered, so it is bundled first.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';

const folder = '.bench';
await bundle(
  { main: 'bench/main.ts', alone: 'bench/alone.ts', 'chunk.thread': 'workers/chunk.thread.ts' },
  folder,
);
// The profile is told by the functions of the model.
const compiler = ['node_modules/tsx/dist/cli.mjs', 'tools/machine-compiler/main.ts'];
const { status } = spawnSync(process.execPath, [...compiler, '--named', `${folder}/named.json`], {
  stdio: 'inherit',
});
if (status !== 0) throw new Error(`compiling the model failed with exit code ${status ?? 'none'}`);
await import(pathToFileURL(`${folder}/main.js`).href);
