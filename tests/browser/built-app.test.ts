import { expect, inject, test } from 'vitest';
import { entryBundle, problemsOfBuild } from '../support/built-app.ts';

test('the build keeps its promises: weight, addresses, policy, a worker of the kernel alone', () => {
  expect(problemsOfBuild('dist')).toEqual([]);
});

test('what the page is made of can be read at all', () => {
  expect([...entryBundle('dist').packages]).toEqual(expect.arrayContaining(['svelte', 'zod']));
});

test('everything the page names is served from a sub-path, under its own type', async () => {
  const address = inject('appAddress');
  const page = await fetch(address);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const named = [...(await page.text()).matchAll(/\b(?:src|href)="([^"#]+)"/g)].map(([, found]) => found!);
  expect(named.length).toBeGreaterThan(1);
  for (const name of named) {
    const answer = await fetch(new URL(name, address));
    expect(answer.status, name).toBe(200);
    if (name.endsWith('.js'))
      expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    if (name.endsWith('.css')) expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8');
  }
});
