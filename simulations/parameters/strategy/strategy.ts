/** A strategy: what the founder chooses. */
import { z } from 'zod';
import { group, quantity, text } from '../declare.ts';
import type { Resolved } from '../declare.ts';
import { Contracts, Manipulation, Success } from './commitment.ts';
import { Bundle, Ladder, SoldAddOn } from './ladder.ts';
import { Offers } from './offers.ts';

const Budget = group(
  'Budget',
  'What may be spent a month: policy per account first, acquisition with what is left.',
  {
    perMonth: quantity({
      label: 'Budget',
      unit: 'money per month',
      min: 0,
      max: 1e9,
      default: 8000,
      help: 'Fixed monthly budget for acquisition, customer success and the expansion program together. Acquisition gets what the other two leave.',
    }),
    shareOfRevenue: quantity({
      label: 'Plus a share of revenue',
      unit: 'share',
      min: 0,
      max: 2,
      default: 0,
      help: 'Share of last month’s revenue added to the budget.',
    }),
    acquisitionUntil: quantity({
      label: 'Acquire until',
      unit: 'months',
      min: 0,
      max: 600,
      default: 600,
      rare: true,
      help: 'Month from which nothing is spent on acquisition any more.',
    }),
  },
);

export const Strategy = group('Strategy', 'What the founder chooses.', {
  name: text({ label: 'Name', help: 'What tables and charts call it.', max: 60 }),
  budget: Budget,
  ladder: Ladder,
  addOns: z.array(SoldAddOn).max(20),
  bundle: z.union([Bundle, z.null()]),
  offers: Offers,
  contracts: Contracts,
  success: Success,
  manipulation: Manipulation,
});
export type Strategy = z.infer<typeof Strategy>;
export type ResolvedStrategy = Resolved<Strategy>;
