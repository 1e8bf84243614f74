import { group, quantity } from '../declare.ts';
import type { About, Unit } from '../declare.ts';

type Term = Pick<About, 'label' | 'help' | 'default'> & Partial<About>;
const term = (about: Term, unit: Unit = 'log odds') => quantity({ unit, min: -10, max: 10, ...about });

/** What makes a customer say yes: terms of the logit of acceptance, each 0 at the neutral state. */
export const Acceptance = group('Acceptance', 'What makes a customer say yes to an offer.', {
  firstPurchase: term({
    label: 'Paying at all, at neutral',
    default: -4.4,
    help: 'Log odds of a first payment for the cheapest plan when nothing else speaks for or against it.',
  }),
  upgrade: term({
    label: 'Upgrade, at neutral',
    default: -2.7,
    help: 'Log odds of taking one tier up when nothing else speaks for or against it.',
  }),
  addOn: term({
    label: 'Add-on, at neutral',
    default: -3.3,
    help: 'Log odds of taking an add-on at the neutral state.',
  }),
  bundle: term({
    label: 'Bundle, at neutral',
    default: -3.4,
    help: 'Log odds of taking the bundle at the neutral state.',
  }),
  annual: term({
    label: 'Annual contract, at neutral',
    default: -2.5,
    help: 'Log odds of moving to an annual contract at no discount.',
    evidence: 'CO04',
  }),
  multiYear: term({
    label: 'Multi-year contract, at neutral',
    default: -3,
    help: 'Log odds of moving to a multi-year contract at no extra discount.',
    evidence: 'CO05',
  }),
  discount: term(
    {
      label: 'Discount for commitment',
      default: 3,
      help: 'Log odds gained per unit of discount on an annual or multi-year price.',
    },
    'log odds per log unit',
  ),
  value: term({
    label: 'Value discovered',
    default: 1.5,
    help: 'Log odds per unit of value discovered above one half.',
  }),
  need: term({
    label: 'Real need',
    default: 1.2,
    help: 'Log odds gained with a real need, and lost without one.',
  }),
  worth: term(
    {
      label: 'Worth against price',
      default: 1,
      help: 'Log odds per log of what the offer is worth to this customer over its price.',
    },
    'log odds per log unit',
  ),
  step: term(
    {
      label: 'Size of the price step',
      default: 2.5,
      min: 0,
      evidence: 'PR02',
      help: 'Log odds lost per log of the new price over the reference price.',
    },
    'log odds per log unit',
  ),
  trust: term({ label: 'Trust', default: 1, help: 'Log odds per unit of trust above its start.' }),
  engagement: term({
    label: 'Engagement',
    default: 1,
    help: 'Log odds per unit of engagement above the segment’s own.',
  }),
  moment: term({
    label: 'Success moment',
    default: 0.47,
    min: 0,
    evidence: 'FR05',
    help: 'Log odds gained in a month with a success moment.',
  }),
  limit: term({ label: 'At the wall', default: 0.8, help: 'Log odds gained while a limit blocks.' }),
  onboarding: term({
    label: 'During onboarding',
    default: 0.5,
    min: 0,
    help: 'Log odds lost while not yet onboarded.',
  }),
  ticket: term({
    label: 'Open ticket',
    default: 0.69,
    min: 0,
    evidence: 'OF07',
    help: 'Log odds lost while a ticket is open.',
  }),
  fatigue: term({
    label: 'Fatigue',
    default: 0.25,
    min: 0,
    evidence: 'OF04',
    help: 'Log odds lost per unit of offer fatigue.',
  }),
  choiceOverload: term({
    label: 'Several decisions at once',
    default: 0,
    min: 0,
    evidence: 'PR07',
    help: 'Log odds lost per log of the number of decisions shown at once. Contested: 0 unless switched on.',
  }),
  bundleSaving: term(
    {
      label: 'Perceived saving of a bundle',
      default: 2,
      min: 0,
      help: 'Log odds per unit of the bundle’s discount.',
    },
    'log odds per log unit',
  ),
  manager: term({
    label: 'Brought by a manager',
    default: 0.7,
    min: 0,
    help: 'Log odds gained when a customer-success manager makes the offer.',
  }),
  anchoring: quantity({
    label: 'Anchoring',
    unit: 'share',
    min: 0,
    max: 0.5,
    default: 0,
    evidence: 'PR06',
    help: 'Shift of the reference price toward the highest price shown. Contested: 0 unless switched on.',
  }),
  valueFloor: quantity({
    label: 'Worth before any value is seen',
    unit: 'ratio',
    min: 0.01,
    max: 2,
    default: 0.5,
    help: 'Worth at no value discovered, where ½ more is discovered at the typical point.',
  }),
  usageWorth: quantity({
    label: 'Worth of room to use',
    unit: 'exponent',
    min: 0,
    max: 1.5,
    default: 0.5,
    help: 'Exponent of worth on the usage and seats that a plan gives room for.',
  }),
  addOnWorth: quantity({
    label: 'Worth of a needed add-on',
    unit: 'ratio',
    min: 0,
    max: 5,
    default: 0.3,
    help: 'What a needed add-on is worth, as a share of what the plan is worth.',
  }),
  headroom: quantity({
    label: 'Headroom that is valued',
    unit: 'ratio',
    min: 1,
    max: 20,
    default: 2,
    help: 'Room beyond this multiple of a customer’s own usage is worth nothing to it.',
    rare: true,
  }),
  persuasionMild: quantity({
    label: 'Mild manipulation',
    unit: 'log odds',
    min: 0,
    max: 3,
    default: 1,
    evidence: 'DP02a',
    help: 'Log odds gained by one manipulative pattern at full intensity.',
  }),
  persuasionAggressive: quantity({
    label: 'Aggressive manipulation',
    unit: 'log odds',
    min: 0,
    max: 4,
    default: 1.73,
    evidence: 'DP02b',
    help: 'Most log odds that patterns together can gain.',
  }),
  targetingScale: quantity({
    label: 'Spend that buys accuracy',
    unit: 'money per month',
    min: 0.01,
    max: 10000,
    default: 1.5,
    help: 'Program spend per active customer at which personal targeting has gone 63 % of the way from chance to perfect.',
  }),
});
