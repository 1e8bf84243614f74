import { choice, flag, group, quantity, whole } from '../declare.ts';

const on = (label: string, help: string, byDefault = false) => flag({ label, help, default: byDefault });

/** When existing customers are asked to buy more, what is put before them, and by whom. */
export const Offers = group(
  'Offers',
  'When existing customers are asked to buy more, and what they are shown.',
  {
    blastEvery: whole({
      label: 'Blast every',
      unit: 'months',
      min: 0,
      max: 60,
      default: 0,
      help: 'Months between offers sent to everybody whatever they need; 0 sends none.',
    }),
    limitReached: on('At the limit', 'The wall shows an offer to whoever runs into a limit.', true),
    nearLimit: on('Near the limit', 'An offer when 80 % of a limit is used.'),
    onboarded: on('When onboarded', 'An offer in the month in which onboarding is finished.'),
    milestone: on('At a success moment', 'An offer in a month with a success moment.'),
    featureUse: on('At use that reveals a need', 'An add-on offer when the use of a feature shows the need.'),
    upgrades: on('Upgrades', 'Offer the next plan.', true),
    addOns: on('Add-ons', 'Offer single add-ons.', true),
    atOnce: whole({
      label: 'Add-ons offered at once',
      unit: 'count',
      min: 1,
      max: 10,
      default: 1,
      help: 'How many single add-ons one contact puts before a customer, each its own decision.',
    }),
    bundle: on('The bundle', 'Offer the bundle, if there is one.', true),
    annual: on('Annual contracts', 'Offer the annual contract to monthly customers.'),
    multiYear: on('Multi-year contracts', 'Offer the multi-year contract to annual customers.'),
    blackoutOnboarding: on('Quiet during onboarding', 'No offers before a customer is onboarded.'),
    blackoutTicket: whole({
      label: 'Quiet after a ticket',
      unit: 'months',
      min: 0,
      max: 12,
      default: 0,
      help: 'Months without offers from the month of a support ticket on; 0 sells even then.',
    }),
    capPerQuarter: whole({
      label: 'Most offers a quarter',
      unit: 'count',
      min: 0,
      max: 3,
      default: 3,
      help: 'No customer sees more offers than this in three months; walls do not count.',
    }),
    capInert: whole({
      label: 'Most for the disengaged',
      unit: 'count',
      min: 0,
      max: 3,
      default: 3,
      help: 'The same for customers who are inert.',
    }),
    targeting: choice({
      label: 'Targeting',
      help: 'How the offer for a customer is chosen.',
      default: 'none',
      choices: {
        none: 'none: any offer',
        segment: 'what the segment needs most',
        personal: 'what the customer seems to need',
      },
    }),
    programSpend: quantity({
      label: 'Expansion program',
      unit: 'money per month',
      min: 0,
      max: 10000,
      default: 0,
      help: 'Spend per active customer on knowing what each one needs; buys accuracy of personal targeting.',
    }),
    campaignCost: quantity({
      label: 'Campaign cost per contact',
      unit: 'money',
      min: 0,
      max: 10000,
      default: 0,
      help: 'Extra cost of every customer reached by a blast, as awareness campaigns have.',
    }),
    channel: choice({
      label: 'Channel',
      help: 'Who brings the offer.',
      default: 'inApp',
      choices: { inApp: 'in the app', manager: 'a customer-success manager, for covered customers' },
    }),
  },
);
