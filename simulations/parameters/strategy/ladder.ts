import { z } from 'zod';
import { choice, flag, group, limit, quantity, text } from '../declare.ts';

/** One plan. Its limits are gates: who runs into one is blocked and sees the wall, and the wall is an offer. */
export const Tier = group('Plan', 'One step of the ladder, with its price and its gates.', {
  name: text({ label: 'Name', help: 'What tables and charts call it.', max: 60 }),
  pricePerMonth: quantity({
    label: 'Price',
    unit: 'money per month',
    min: 0,
    max: 1e6,
    default: 29,
    help: 'Monthly list price; for one seat when priced by seat. 0 makes it a free plan, allowed only as the first.',
  }),
  usageLimit: limit({
    label: 'Usage limit',
    unit: 'usage units',
    min: 0.001,
    max: 1e9,
    default: 100,
    help: 'Monthly usage at which this plan ends.',
  }),
  seatLimit: limit({
    label: 'Seat limit',
    unit: 'seats',
    min: 0,
    max: 1e6,
    default: 5,
    help: 'Number of people at which this plan ends.',
  }),
  monthsLimit: limit({
    label: 'Time limit',
    unit: 'months',
    min: 0,
    max: 600,
    default: 1,
    help: 'Months after which this plan ends: a trial, or a limit on history.',
  }),
  featureLimit: limit({
    label: 'Feature limit',
    unit: 'share',
    min: 0,
    max: 1,
    default: 0.5,
    help: 'Share of the product’s value that can be discovered before a feature kept back blocks.',
  }),
  appeal: quantity({
    label: 'Appeal',
    unit: 'log odds',
    min: -10,
    max: 10,
    default: 0,
    rare: true,
    help: 'Log odds of choosing this plan beyond what the other terms explain.',
  }),
});

export const Ladder = group('Ladder and gate', 'Plans, prices, and where the free or lower plan ends.', {
  entry: choice({
    label: 'New customers begin',
    help: 'What somebody who signs up meets first.',
    default: 'firstTier',
    choices: { firstTier: 'on the first plan', planPage: 'at the plan page, choosing or leaving' },
  }),
  tiers: z.array(Tier).min(1).max(8),
  pricing: choice({
    label: 'Pricing',
    help: 'What the bill depends on.',
    default: 'flat',
    choices: {
      flat: 'flat price of the plan',
      perSeat: 'price of the plan for each seat',
      usageBased: 'a rate for each unit used',
      hybrid: 'plan that follows usage by itself',
    },
  }),
  usageRate: quantity({
    label: 'Rate per unit',
    unit: 'money',
    min: 0,
    max: 1e5,
    default: 0.4,
    help: 'Price of a unit used, when pricing is by usage; the price of the plan is then the minimum.',
  }),
  jump: quantity({
    label: 'Offers that jump',
    unit: 'probability',
    min: 0,
    max: 1,
    default: 0,
    help: 'Share of upgrade offers that go to a random higher plan instead of the next.',
  }),
  dearestFirst: quantity({
    label: 'Dearest shown first',
    unit: 'share',
    min: 0,
    max: 1,
    default: 0,
    help: 'How prominently the highest price is shown; works only in a world with anchoring.',
  }),
  featuresOneByOne: flag({
    label: 'New features one by one',
    default: false,
    help: 'Introduce what an upgrade brings step by step, which avoids overwhelm.',
  }),
});

export const SoldAddOn = group('Add-on on sale', 'An add-on of the product, with its price.', {
  addOn: text({ label: 'Add-on', help: 'Key of an add-on of the world’s product.', max: 40 }),
  pricePerMonth: quantity({
    label: 'Price',
    unit: 'money per month',
    min: 0,
    max: 1e6,
    default: 15,
    help: 'Monthly price of the add-on.',
  }),
});

export const Bundle = group('Bundle', 'Several add-ons in one decision.', {
  addOns: z.array(z.string().max(40)).max(20),
  discount: quantity({
    label: 'Discount',
    unit: 'share',
    min: 0,
    max: 0.9,
    default: 0.15,
    evidence: 'BU01',
    help: 'Share off the sum of the parts.',
  }),
});
