import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rooms } from '../../src/rooms/rooms.ts';
import { Address } from '../../src/state/address.svelte.ts';

function at(hash: string): Address {
  const address = new Address();
  address.go(hash);
  return address;
}

test.each([
  ['', 'compare'],
  ['#', 'compare'],
  ['#/', 'compare'],
  ['#/?s=abc', 'compare'],
  ['#/gate', 'gate'],
  ['#/gate?s=abc/1', 'gate'],
  ['#/claims/40', 'claims'],
  ['#/learn/2', 'learn'],
])('%s is there', (hash, room) => {
  expect(at(hash)).toMatchObject({ lost: undefined, room: { id: room } });
});

test.each([
  ['#/nonsense', 'compare'],
  ['#nonsense', 'compare'],
  ['#/claims/41', 'claims'],
  ['#/claims/0', 'claims'],
  ['#/claims/seven', 'claims'],
  ['#/gate/1', 'gate'],
  ['#/learn/99', 'learn'],
  ['#/Gate', 'compare'],
])('%s is not, and that is kept until another address is', (hash, room) => {
  const address = at(hash);
  expect(address).toMatchObject({ lost: hash, room: { id: room } });
  address.go('#/gate');
  expect(address.lost).toBeUndefined();
});

test('the pages of a room are as many as it has files', () => {
  const files = (folder: string) =>
    readdirSync(`scenarios/${folder}`).filter((name) => /^\d+-.*\.json$/.test(name)).length;
  const pages = (id: string) => rooms.find((room) => room.id === id)?.pages;
  expect([pages('claims'), pages('learn')]).toEqual([files('claims'), files('lessons')]);
});
