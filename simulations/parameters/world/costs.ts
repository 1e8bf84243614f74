import { group, quantity } from '../declare.ts';
import type { About } from '../declare.ts';

type Cost = Pick<About, 'label' | 'help' | 'default'> & Partial<About>;
const cost = (about: Cost) => quantity({ unit: 'money', min: 0, max: 1e7, ...about });

/** What it costs to serve, to sell and to be caught. */
export const Costs = group('Costs', 'What it costs to serve, to sell and to be caught.', {
  goodsShare: quantity({
    label: 'Cost of goods',
    unit: 'share',
    min: 0,
    max: 0.95,
    default: 0.18,
    evidence: 'FI03',
    help: 'Cost of serving paying customers as a share of their revenue, before support and processing.',
  }),
  freeUser: cost({
    label: 'A free user',
    default: 0.3,
    unit: 'money per month',
    help: 'Cost of serving a free user for a month.',
  }),
  processingRate: quantity({
    label: 'Payment processing',
    unit: 'share',
    min: 0,
    max: 0.3,
    default: 0.029,
    evidence: 'PC01',
    help: 'Share of every charge that the processor keeps.',
  }),
  processingFixed: cost({
    label: 'Fee per charge',
    default: 0.3,
    max: 100,
    evidence: 'PC02',
    help: 'Fixed part of the fee for every charge.',
  }),
  ticket: cost({ label: 'A support ticket', default: 12, help: 'Cost of handling one ticket.' }),
  refundHandling: cost({
    label: 'A refund',
    default: 15,
    help: 'Cost of handling one refund or chargeback, besides the money returned.',
  }),
  inAppOffer: cost({
    label: 'An offer in the app',
    default: 0.05,
    help: 'Cost of one offer shown inside the product.',
  }),
  managerOffer: cost({
    label: 'An offer by a manager',
    default: 25,
    help: 'Cost of one offer made in person.',
  }),
  managerPerMonth: cost({
    label: 'A customer-success manager',
    default: 6000,
    unit: 'money per month',
    evidence: 'CU04',
    help: 'Full monthly cost of one manager.',
  }),
  fineProbability: quantity({
    label: 'Enforcement',
    unit: 'probability per year',
    min: 0,
    max: 0.99,
    default: 0,
    help: 'Yearly probability of a fine under full manipulation of all customers; 0 switches enforcement off.',
  }),
  fineShare: quantity({
    label: 'Size of a fine',
    unit: 'share',
    min: 0,
    max: 5,
    default: 0.1,
    help: 'Fine as a share of the last twelve months’ revenue.',
  }),
  discountRate: quantity({
    label: 'Discount rate',
    unit: 'probability per year',
    min: 0,
    max: 1,
    default: 0.1,
    evidence: 'FI01',
    help: 'Effective yearly rate at which later money counts less.',
  }),
});
