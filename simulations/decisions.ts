/**
 * Every chance event of the model has a number of its own. Numbers are never reused or renumbered: a new event takes the
 * next free one, and nobody else's luck changes (model page, section "Luck"). Customers 1 to 199, aggregates from 200.
 */
import type { i32 } from './numbers.ts';

export const decisions = {
  // traits, drawn once (1 to 6 and 8 had one number each before they became occurrences of 9)
  need: 7,
  trait: 9,
  // clocks: one number per occurrence
  leave: 20,
  cancel: 21,
  failedPayment: 22,
  milestone: 23,
  ticket: 24,
  featureUse: 25,
  seatChange: 26,
  regret: 27,
  downgrade: 28,
  comeBack: 29,
  recognition: 30,
  seatsChanged: 31,
  // coins, by occurrence
  usageChange: 40,
  ticketResolved: 41,
  jump: 42,
  jumpTarget: 43,
  pick: 44,
  perceivedNeed: 45,
  sneaked: 46,
  sneakedWhat: 47,
  refund: 48,
  leaveOnDiscovery: 49,
  warnOnDiscovery: 50,
  planPage: 51,
  annualAtStart: 52,
  // answers to offers, by kind and occurrence
  answerUpgrade: 60,
  answerAddOn: 61,
  answerBundle: 62,
  answerAnnual: 63,
  answerMultiYear: 64,
  // aggregates of a replication
  arrivals: 200,
  macro: 201,
  fine: 202,
} as const;

/**
 * Occurrences of `trait`. Two that follow each other from an even one on are of one block; the first three blocks are drawn at
 * birth (born.ts).
 */
export const traits = {
  fit: 0,
  churn: 1,
  willingness: 2,
  usage: 3,
  engagement: 4,
  seats: 5,
  coverage: 6,
} as const;

/** Decision about one of several named things: the name's hash above the decision's number. */
export function about(decision: i32, hashOfName: i32): i32 {
  return (hashOfName << 8) | decision;
}
