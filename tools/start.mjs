// npm start: installs, builds, serves the built app and prints its address. Needs nothing but Node.
//     npm start -- --port 8080
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installPackages } from './install.mjs';
import { serveFolder } from './static-server.mjs';

const preferredPort = 4173;

try {
  process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
  const port = askedPort();
  installPackages();
  build();
  const server = await serveFolder('dist', { port });
  console.log(`\nCohort Lab is served at ${server.address}\nStop it with Ctrl-C.`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      void server.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function askedPort() {
  const { port } = parseArgs({ options: { port: { type: 'string' } } }).values;
  if (port === undefined) return preferredPort;
  const number = Number(port);
  if (!Number.isInteger(number) || number < 0 || number > 65535) {
    throw new Error(`--port takes a whole number from 0 to 65535, found: ${port}`);
  }
  return number;
}

function build() {
  const { status } = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`the build failed with exit code ${status ?? 'none'}`);
}
