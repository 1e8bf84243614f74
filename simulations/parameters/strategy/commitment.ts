import { z } from 'zod';
import { flag, group, quantity, whole } from '../declare.ts';

/** Contracts: a discount against a promise to stay. */
export const Contracts = group('Contracts', 'A discount against a promise to stay.', {
  annualAtStart: flag({
    label: 'Annual at first purchase',
    default: false,
    help: 'Show the annual price beside the monthly one when a customer first pays.',
  }),
  annualDiscount: quantity({
    label: 'Annual discount',
    unit: 'share',
    min: 0,
    max: 0.8,
    default: 0.167,
    evidence: 'CO01',
    help: 'Share off the monthly price for a year paid in advance.',
  }),
  multiYearYears: whole({
    label: 'Years of a long contract',
    unit: 'years',
    min: 2,
    max: 5,
    default: 2,
    help: 'Length of a multi-year contract.',
  }),
  multiYearDiscount: quantity({
    label: 'Multi-year discount',
    unit: 'share',
    min: 0,
    max: 0.8,
    default: 0.22,
    help: 'Share off the monthly price for several years paid in advance.',
  }),
});

/** Customer success: who is looked after, and how hard failed payments are chased. */
export const Success = group(
  'Customer success',
  'Who is looked after by a manager, and how failed payments are chased.',
  {
    coverage: z.record(
      z.string(),
      quantity({
        label: 'Coverage',
        unit: 'share',
        min: 0,
        max: 1,
        default: 0,
        help: 'Share of this segment’s paying customers who have a manager.',
      }),
    ),
    dunning: quantity({
      label: 'Dunning effort',
      unit: 'share',
      min: 0,
      max: 1,
      default: 0,
      help: 'Effort put into failed payments beyond the ordinary; 1 recovers all that is recoverable.',
    }),
    dunningCost: quantity({
      label: 'Cost of full dunning',
      unit: 'money per month',
      min: 0,
      max: 1000,
      default: 0.15,
      help: 'Cost of full dunning effort per paying customer.',
      rare: true,
    }),
  },
);

const pattern = (label: string, help: string) =>
  quantity({ label, help, unit: 'share', min: 0, max: 1, default: 0 });

/** Manipulative patterns, each by intensity; all 0 in an honest strategy. */
export const Manipulation = group(
  'Manipulation',
  'Manipulative patterns by intensity; all 0 in an honest strategy.',
  {
    sneaking: pattern('Sneaking', 'Probability that a purchase carries an add-on nobody asked for.'),
    obstruction: pattern('Obstruction', 'How far the way out is hidden from those who want to leave.'),
    hiddenCost: pattern('Hidden cost', 'How far the price is buried at checkout; the bill comes as a shock.'),
    nagging: pattern('Nagging and false urgency', 'How insistently offers return and press for time.'),
    confirmShaming: pattern('Confirm-shaming', 'How far saying no is made to feel stupid.'),
  },
);
