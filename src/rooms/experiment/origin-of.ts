import type { Origin } from '../../sharing/origin.ts';

/** The part of a reading that says where it comes from. */
export function originOf(reading: Omit<Origin, 'scenario'>): Omit<Origin, 'scenario'> {
  const { strategies, seed, months, replications, engine, fingerprint } = reading;
  return { strategies, seed, months, replications, engine, fingerprint };
}
