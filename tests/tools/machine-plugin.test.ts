// The development server sends nothing of a change of the model before its machine code is there.
import { resolve } from 'node:path';
import { createServer, normalizePath } from 'vite';
import type { ViteDevServer } from 'vite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { machine } from '../../tools/machine-plugin.ts';

const changed = normalizePath(resolve('simulations/live.ts'));
let server: ViteDevServer;
const provide = vi.fn(() => Promise.resolve());
const sent: unknown[] = [];

/** A server with nothing but the plugin, so that nothing else sends anything. */
beforeAll(async () => {
  server = await createServer({
    configFile: false,
    logLevel: 'silent',
    appType: 'custom',
    server: { middlewareMode: true, ws: false },
    plugins: [{ ...machine(provide), buildStart: undefined }],
  });
  vi.spyOn(server.environments.client.hot, 'send').mockImplementation((message: unknown) => {
    sent.push(message);
  });
  for (const file of ['live', 'machine/compiled']) {
    const { client } = server.environments;
    await client.moduleGraph.ensureEntryFromUrl(`/simulations/${file}.ts`);
    await client.transformRequest(`/simulations/${file}.ts`);
  }
});
afterAll(() => server.close());

/** Tells the server of a change, as the system would, and waits for what it sends. */
async function change(file: string): Promise<unknown> {
  sent.length = 0;
  server.watcher.emit('change', file);
  await vi.waitFor(() => {
    expect(sent).not.toEqual([]);
  });
  return sent.at(-1);
}
const transformed = async (file: string) =>
  (await server.environments.client.moduleGraph.getModuleByUrl(`/simulations/${file}.ts`))?.transformResult;

test('a model that is refused is shown as an error, and no update is sent', async () => {
  provide.mockRejectedValueOnce(new Error('compiling the model failed'));
  const message = await change(changed);
  expect(message).toMatchObject({ type: 'error', err: { message: 'compiling the model failed' } });
  expect(sent).toHaveLength(1);
  expect(provide).toHaveBeenCalledTimes(1);
  const again = server.environments.client.transformRequest('/simulations/machine/compiled.ts');
  await expect(again).rejects.toThrow('compiling the model failed');
});

test('once it is compiled again the page is told, and the old machine code is dropped', async () => {
  expect(await change(changed)).toMatchObject({ type: 'full-reload' });
  expect(provide).toHaveBeenCalledTimes(2);
  expect(await transformed('live')).toBeNull();
  expect(await transformed('machine/compiled')).toBeNull();
  await server.environments.client.transformRequest('/simulations/machine/compiled.ts');
  expect(await transformed('machine/compiled')).toBeTruthy();
  await change(changed);
  expect(await transformed('machine/compiled')).toBeNull();
});

test('what is no source of the model has nothing compiled', async () => {
  await server.environments.client.moduleGraph.ensureEntryFromUrl('/simulations/version.ts');
  provide.mockClear();
  await change(normalizePath(resolve('simulations/version.ts')));
  expect(provide).not.toHaveBeenCalled();
});
