import { rooms } from '../rooms/rooms.ts';
import type { Room } from '../rooms/rooms.ts';

/** Which room the address asks for; an unknown one leads to the first. */
function roomOf(hash: string): Room {
  const id = /^#\/([a-z-]+)/.exec(hash)?.[1];
  return rooms.find((room) => room.id === id) ?? rooms[0];
}

export class Address {
  room: Room = $state.raw(rooms[0]);

  go(hash: string): void {
    this.room = roomOf(hash);
  }
}
