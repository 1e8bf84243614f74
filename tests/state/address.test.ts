import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rooms } from '../../src/rooms/rooms.ts';
import { Address, codeIn } from '../../src/state/address.svelte.ts';

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
  ['#/claims/7?s=abc', 'claims'],
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

test('a link that leads nowhere still carries its scenario, and what it carries is no part of the place', () => {
  expect(at('#/nope?s=abc')).toMatchObject({ lost: '#/nope', room: { id: 'compare' } });
  for (const place of ['', 'nope', 'compare', 'claims/7']) expect(codeIn(`#/${place}?s=abc`)).toBe('abc');
});

test('the pages of a room are as many as it has files', () => {
  const files = (folder: string) =>
    readdirSync(`scenarios/${folder}`).filter((name) => /^\d+-.*\.json$/.test(name)).length;
  const pages = (id: string) => rooms.find((room) => room.id === id)?.pages;
  expect([pages('claims'), pages('learn')]).toEqual([files('claims'), files('lessons')]);
});
