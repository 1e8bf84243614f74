import { group, laterLimit, laterQuantity, limit, quantity } from '../declare.ts';

/** Who comes: the price of attention, what comes by itself, and where the market ends. */
export const Market = group('Market', 'Who comes, and what it costs to make them come.', {
  startingCustomers: quantity({
    label: 'Customers at the start',
    unit: 'count',
    min: 0,
    max: 1e6,
    default: 400,
    help: 'Paying customers in the first month, shared among the segments by their weights and by who is left of each.',
  }),
  startingTenure: laterQuantity(
    {
      label: 'Months they have paid',
      unit: 'months',
      min: 0,
      max: 240,
      default: 12,
      help: 'How long the customers of the start have been paying: the impatient ones among them have left already.',
    },
    0,
  ),
  costPerSignup: quantity({
    label: 'Cost of a sign-up',
    unit: 'money',
    min: 0.01,
    max: 1e6,
    default: 90,
    help: 'Marketing and sales cost of one sign-up at the reference spend.',
  }),
  referenceSpend: quantity({
    label: 'Reference spend',
    unit: 'money per month',
    min: 1,
    max: 1e9,
    default: 8000,
    help: 'Monthly acquisition spend at which a sign-up costs what is stated; more spend makes sign-ups dearer.',
  }),
  acquisitionElasticity: quantity({
    label: 'Elasticity of acquisition',
    unit: 'exponent',
    min: 0.05,
    max: 1,
    default: 0.7,
    help: 'Percent more sign-ups for one percent more spend; below 1 the best channels fill first.',
  }),
  organicPerMonth: quantity({
    label: 'Organic sign-ups',
    unit: 'per month',
    min: 0,
    max: 1e6,
    default: 25,
    evidence: 'CA04',
    help: 'Sign-ups a month that no money and no referral brings.',
  }),
  // Halving the room keeps 13 % away: next to the 15 % that FR06 assumes an early gate to lose, well inside its 0 to 40 %.
  freeRoomElasticity: laterQuantity(
    {
      label: 'Sign-ups by the room of the free plan',
      unit: 'exponent',
      min: 0,
      max: 1,
      default: 0.2,
      help: 'Percent more sign-ups for one percent more room in the free plan; 0 makes a tight one attract as many as a generous one.',
    },
    0,
  ),
  referenceFreeUsage: laterLimit(
    {
      label: 'Reference free plan',
      unit: 'usage units',
      min: 0.001,
      max: 1e9,
      default: 60,
      help: 'Usage limit of the free plan for which the cost and the number of sign-ups are stated; without it, that of a free plan without limits.',
    },
    null,
  ),
  size: limit({
    label: 'Size of the market',
    unit: 'count',
    min: 1,
    max: 1e9,
    default: 20000,
    help: 'Everybody who could ever sign up; arrivals slow down as it fills. Without it the market never ends.',
  }),
});
