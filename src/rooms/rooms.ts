import type { Component } from 'svelte';

/** A room of the lab: its address is `#/id`, its code a file of its own that is fetched when the room is entered. */
export interface Room {
  readonly id: string;
  readonly name: string;
  readonly enter: () => Promise<{ readonly default: Component }>;
}

/** The rooms that exist, in the order of the navigation. */
export const rooms: readonly [Room, ...Room[]] = [
  { id: 'compare', name: 'Compare', enter: () => import('./compare/CompareRoom.svelte') },
  { id: 'gate', name: 'Gate', enter: () => import('./gate/GateRoom.svelte') },
  { id: 'line', name: 'The line', enter: () => import('./line/LineRoom.svelte') },
  { id: 'why', name: 'Why', enter: () => import('./why/WhyRoom.svelte') },
  { id: 'claims', name: 'Claims', enter: () => import('./claims/ClaimsRoom.svelte') },
  { id: 'life', name: 'One life', enter: () => import('./life/LifeRoom.svelte') },
];
