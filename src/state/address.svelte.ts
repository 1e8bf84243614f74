import { rooms } from '../rooms/rooms.ts';
import type { Room } from '../rooms/rooms.ts';

/** Which room the address asks for; an unknown one leads to the first. */
function roomOf(hash: string): Room {
  const id = /^#\/([a-z-]+)/.exec(hash)?.[1];
  return rooms.find((room) => room.id === id) ?? rooms[0];
}

/** The scenario that a link carries, still packed: everything after `?s=`. */
export function codeIn(hash: string): string | undefined {
  return /^#\/[a-z-]*(?:\/\d*)?\?s=(.*)$/s.exec(hash)?.[1];
}

/** Whether an address is one that the lab has: a room, a page of it, with or without a scenario. */
function isKnown(hash: string): boolean {
  const [, id = '', page] = /^#\/([a-z-]*)(?:\/(\d{1,3}))?(?:\?s=.*)?$/s.exec(hash) ?? [];
  if (page !== undefined) return Number(page) >= 1 && Number(page) <= (roomOf(hash).pages ?? 0);
  return hash.length < 2 || hash === '#/' || hash.startsWith('#/?s=') || rooms.some((room) => room.id === id);
}

export class Address {
  room: Room = $state.raw(rooms[0]);
  /** What was asked for and is not there. */
  lost: string | undefined = $state();

  go(hash: string): void {
    this.room = roomOf(hash);
    // What a link carries is no part of the place.
    this.lost = isKnown(hash) ? undefined : hash.replace(/\?s=.*$/s, '');
  }
}
