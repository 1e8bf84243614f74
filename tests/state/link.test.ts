import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { longestCode, mostBytes, packed, unpacked } from '../../src/sharing/link.ts';
import { codeIn } from '../../src/state/address.svelte.ts';

describe('links', () => {
  test('any text within the caps comes back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 2000 }), async (text) => {
        // A lone half of a pair is no text that UTF-8 can hold.
        fc.pre(new TextDecoder().decode(new TextEncoder().encode(text)) === text);
        const code = await packed(text);
        expect(code).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(await unpacked(code ?? '')).toEqual({ kind: 'text', text });
      }),
      { numRuns: 40 },
    );
  });

  test('the default scenario fits many times over', async () => {
    const text = JSON.stringify(JSON.parse(readFileSync('scenarios/default.json', 'utf8')));
    const code = await packed(text);
    expect(code?.length).toBeLessThan(longestCode / 4);
  });

  test('an inflate bomb is refused while it streams, at the cap and not after', async () => {
    const bomb = (bytes: number) => deflateRawSync(Buffer.alloc(bytes)).toString('base64url');
    expect(bomb(20_000_000).length).toBeLessThan(longestCode);
    expect(await unpacked(bomb(20_000_000))).toMatchObject({ kind: 'refused' });
    expect(await unpacked(bomb(mostBytes + 1))).toMatchObject({ kind: 'refused' });
    expect(await unpacked(bomb(mostBytes))).toMatchObject({ kind: 'text' });
  });

  test('too long, damaged, foreign: refused in words, never thrown', async () => {
    const whole = (await packed('{"version":1}')) ?? '';
    const broken = ['', '!', 'A'.repeat(longestCode + 1), whole.slice(0, -4), `x${whole}`, 'AAAAA', '%00'];
    for (const code of broken) {
      const read = await unpacked(code);
      expect(read.kind === 'refused' ? read.reason : read).toMatch(/\.$/);
    }
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), async (code) => {
        expect(['text', 'refused']).toContain((await unpacked(code)).kind);
      }),
      { numRuns: 60 },
    );
  });

  test('what is too large for a link is not made into one', async () => {
    expect(await packed('x'.repeat(mostBytes + 1))).toBeUndefined();
    let noise = '';
    for (let index = 0; noise.length < 60_000; index++) noise += Math.imul(index, 0x9e3779b1).toString(36);
    expect(await packed(noise)).toBeUndefined();
  });

  test('the address says room and code apart', () => {
    expect(codeIn('#/compare?s=abc_-1')).toBe('abc_-1');
    expect(codeIn('#/compare')).toBeUndefined();
    // Cut off, which is to be said.
    expect(codeIn('#/compare?s=')).toBe('');
  });
});
