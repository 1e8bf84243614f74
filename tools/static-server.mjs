// Serves a folder of files as any static host would: no rewriting, no rendering. Plain JavaScript without
// dependencies; `npm start` and the browser tests both use it.
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';

/** @type {Readonly<Record<string, string>>} */
const typeOfEnding = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/**
 * Serves `folder` until closed.
 * @param {string} folder
 * @param {{ port?: number, subPath?: string }} [options] port: tried first, then the next twenty, then any free
 *   one; 0 takes any. subPath: where the folder hangs, such as '/labs/cohort/'; '/' when left out.
 * @returns {Promise<{ address: string, close: () => Promise<void> }>}
 */
export async function serveFolder(folder, { port = 0, subPath = '/' } = {}) {
  if (!subPath.startsWith('/') || !subPath.endsWith('/')) {
    throw new Error(`a sub-path starts and ends with a slash: ${subPath}`);
  }
  const root = await realpath(folder);
  const server = createServer((request, response) => {
    answer(root, subPath, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  const taken = await listen(server, port);
  return {
    address: `http://127.0.0.1:${taken}${subPath}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {string} root
 * @param {string} subPath
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(root, subPath, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  const found = await fileFor(root, subPath, request.url ?? '/');
  if (found === undefined) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
    return;
  }
  response.writeHead(200, {
    'Content-Type': typeOfEnding[extname(found.file).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': found.size,
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
  });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const stream = createReadStream(found.file);
  stream.on('error', () => response.destroy());
  stream.pipe(response);
}

/**
 * The file an address stands for, or undefined. Whatever the address or a link in the folder says, the file
 * lies inside the root.
 * @param {string} root
 * @param {string} subPath
 * @param {string} address
 * @returns {Promise<{ file: string, size: number } | undefined>}
 */
async function fileFor(root, subPath, address) {
  const path = decoded(address.split(/[?#]/, 1)[0] ?? '');
  if (path === undefined || path.includes('\0') || !path.startsWith(subPath)) return undefined;
  try {
    const asked = join(root, path.slice(subPath.length));
    const isFolder = (await stat(asked)).isDirectory();
    if (isFolder && !path.endsWith('/')) return undefined;
    const file = await realpath(isFolder ? join(asked, 'index.html') : asked);
    if (!file.startsWith(root + sep)) return undefined;
    const { size } = await stat(file);
    return { file, size };
  } catch {
    return undefined;
  }
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {import('node:http').Server} server
 * @param {number} preferred
 * @returns {Promise<number>} the port taken
 */
async function listen(server, preferred) {
  const ports = preferred === 0 ? [0] : [...Array.from({ length: 21 }, (_, i) => preferred + i), 0];
  for (const port of ports) {
    if (port > 65535) continue;
    if (await listensOn(server, port)) {
      const address = server.address();
      if (address !== null && typeof address === 'object') return address.port;
    }
  }
  throw new Error(`no free port from ${preferred}`);
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<boolean>} false when somebody else has the port
 */
function listensOn(server, port) {
  return new Promise((resolve, reject) => {
    /** @param {NodeJS.ErrnoException} error */
    const onError = (error) => {
      server.off('listening', onListening);
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    };
    const onListening = () => {
      server.off('error', onError);
      resolve(true);
    };
    server.once('error', onError);
    server.once('listening', onListening);
    server.listen(port, '127.0.0.1');
  });
}
