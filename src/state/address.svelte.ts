import { rooms } from '../rooms/rooms.ts';
import type { Room } from '../rooms/rooms.ts';

/** `#/room/page?s=code`: a page only of rooms that have some, a code where a link carries a scenario, still packed. */
const form = /^(?:#?|#\/([a-z-]*)(?:\/([^?]*))?(?:\?s=(.*))?)$/s;

/** The scenario that a link carries. */
export function codeIn(hash: string): string | undefined {
  return form.exec(hash)?.[3];
}

export class Address {
  /** Which room the address asks for; an unknown one leads to the first. */
  room: Room = $state.raw(rooms[0]);
  /** What was asked for and is not there. */
  lost: string | undefined = $state();

  go(hash: string): void {
    const [place, id = '', page] = form.exec(hash) ?? [];
    const room = id === '' ? rooms[0] : rooms.find((one) => one.id === id);
    this.room = room ?? rooms[0];
    const isThere =
      place !== undefined &&
      room !== undefined &&
      (page === undefined || (Number(page) >= 1 && Number(page) <= (room.pages ?? 0)));
    // What a link carries is no part of the place.
    this.lost = isThere ? undefined : hash.replace(/\?s=.*$/s, '');
  }
}
