import type { Component } from 'svelte';

/** A room of the lab: its address is `#/id`, its code a file of its own that is fetched when the room is entered. */
export interface Room {
  readonly id: string;
  readonly name: string;
  /** What one comes here for, in a sentence. */
  readonly purpose: string;
  /** How many pages it has, each at `#/id/number`. */
  readonly pages?: number;
  readonly enter: () => Promise<{ readonly default: Component }>;
}

/** The rooms that exist, in the order of the navigation. */
export const rooms: readonly [Room, ...Room[]] = [
  {
    id: 'compare',
    name: 'Compare',
    purpose: 'Two strategies side by side, future by future on the same luck.',
    enter: () => import('./compare/CompareRoom.svelte'),
  },
  {
    id: 'gate',
    name: 'Gate',
    purpose: 'Where the free plan should end.',
    enter: () => import('./gate/GateRoom.svelte'),
  },
  {
    id: 'line',
    name: 'The line',
    purpose: 'What manipulation earns, and the month it is regretted.',
    enter: () => import('./line/LineRoom.svelte'),
  },
  {
    id: 'why',
    name: 'Why',
    purpose: 'Which levers the gap comes from, and what would flip the answer.',
    enter: () => import('./why/WhyRoom.svelte'),
  },
  {
    id: 'find',
    name: 'Find',
    purpose: 'The best setting of a few levers under rules, judged on fresh luck.',
    enter: () => import('./find/FindRoom.svelte'),
  },
  {
    id: 'claims',
    name: 'Claims',
    purpose: 'Forty sayings of the trade, put to the test.',
    pages: 40,
    enter: () => import('./claims/ClaimsRoom.svelte'),
  },
  {
    id: 'life',
    name: 'One life',
    purpose: 'One customer under both strategies, month by month.',
    enter: () => import('./life/LifeRoom.svelte'),
  },
  {
    id: 'numbers',
    name: 'Your numbers',
    purpose: 'A table of your own customers, fitted, and made the world of a scenario.',
    enter: () => import('./numbers/NumbersRoom.svelte'),
  },
  {
    id: 'learn',
    name: 'Learn',
    purpose: 'Lessons: predict, run, explain, vary.',
    pages: 3,
    enter: () => import('./learn/LearnRoom.svelte'),
  },
];
