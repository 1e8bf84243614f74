import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveFolder } from '../../tools/static-server.mjs';

let outside = '';
let server: { readonly address: string; readonly close: () => Promise<void> };

beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), 'cohort-lab-server-'));
  const root = join(outside, 'root');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(outside, 'root-beside'));
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  writeFileSync(join(outside, 'root-beside', 'secret.txt'), 'secret');
  writeFileSync(join(root, 'index.html'), '<p>page</p>');
  writeFileSync(join(root, 'assets', 'app.js'), 'export {};');
  writeFileSync(join(root, 'assets', 'app.css'), 'p {}');
  writeFileSync(join(root, 'assets', 'a b.svg'), '<svg/>');
  writeFileSync(join(root, 'assets', 'unknown'), 'x');
  symlinkSync(join(outside, 'secret.txt'), join(root, 'link.txt'));
  server = await serveFolder(root, { subPath: '/labs/cohort/' });
});

afterAll(async () => {
  await server.close();
  rmSync(outside, { recursive: true, force: true });
});

describe('the static server', () => {
  test.each([
    ['', 'text/html; charset=utf-8'],
    ['index.html?x=1', 'text/html; charset=utf-8'],
    ['assets/app.js', 'text/javascript; charset=utf-8'],
    ['assets/app.css', 'text/css; charset=utf-8'],
    ['assets/a%20b.svg', 'image/svg+xml'],
    ['assets/unknown', 'application/octet-stream'],
  ])('serves %j as %s', async (path, type) => {
    const answer = await fetch(server.address + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect((await answer.text()).length).toBe(Number(answer.headers.get('content-length')));
  });

  // Sent as they are: fetch would tidy the dots away.
  test.each([
    '/labs/cohort/../../secret.txt',
    '/labs/cohort/../secret.txt',
    '/labs/cohort/%2e%2e/secret.txt',
    '/labs/cohort/..%2fsecret.txt',
    '/labs/cohort/assets/..%2f..%2fsecret.txt',
    '/labs/cohort/..%5csecret.txt',
    '/labs/cohort/../root-beside/secret.txt',
    '/labs/cohort//etc/passwd',
    '/labs/cohort/link.txt',
    '/labs/cohort/index.html%00.txt',
    '/labs/cohort/%zz',
    '/labs/cohort/assets',
    '/labs/cohort/assets/',
    '/labs/cohort/absent.js',
    '/index.html',
  ])('has nothing at %s', async (path) => {
    const answer = await raw(path);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).not.toContain('secret');
  });

  test('only reads', async () => {
    const answer = await fetch(server.address, { method: 'POST', body: 'x' });
    expect(answer.status).toBe(405);
    const head = await fetch(server.address, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe('11');
    expect(await head.text()).toBe('');
  });

  test('takes the next port when the preferred one is taken', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(address !== null && typeof address === 'object' ? address.port : 0);
      });
    });
    const second = await serveFolder(outside, { port });
    expect(Number(new URL(second.address).port)).not.toBe(port);
    await second.close();
    await new Promise((resolve) => other.close(resolve));
  });

  test('is gone once closed', async () => {
    const brief = await serveFolder(outside);
    await brief.close();
    await expect(fetch(brief.address)).rejects.toThrow();
  });
});

function raw(path: string): Promise<string> {
  const { hostname, port } = new URL(server.address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`);
    });
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('end', () => {
      resolve(text);
    });
    socket.on('error', reject);
  });
}
