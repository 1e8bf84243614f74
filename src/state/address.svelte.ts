import { rooms } from '../rooms/rooms.ts';
import type { Room } from '../rooms/rooms.ts';

/** Which room the address asks for; an unknown one leads to the first. */
function roomOf(hash: string): Room {
  const id = /^#\/([a-z-]+)/.exec(hash)?.[1];
  return rooms.find((room) => room.id === id) ?? rooms[0];
}

/** The scenario that a link carries, still packed: everything after `?s=`. */
export function codeIn(hash: string): string | undefined {
  return /^#\/[a-z-]*\?s=(.+)$/s.exec(hash)?.[1];
}

export class Address {
  room: Room = $state.raw(rooms[0]);

  go(hash: string): void {
    this.room = roomOf(hash);
  }
}
