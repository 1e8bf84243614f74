import { group, quantity } from '../declare.ts';
import type { About } from '../declare.ts';

type Term = Pick<About, 'label' | 'help' | 'default'> & Partial<About>;
const effect = (about: Term) => quantity({ unit: 'log hazard ratio', min: 0, max: 5, ...about });

/** Why customers leave: log hazard ratios on their own base churn, each 0 at the neutral state. */
export const Leaving = group('Leaving', 'Why customers leave, and how soon they are out.', {
  value: effect({ label: 'Value discovered', default: 0.25, help: 'Log hazard ratio per unit of value discovered above one half, downward.' }),
  engagement: effect({ label: 'Engagement', default: 0.5, help: 'Log hazard ratio per unit of engagement above the segment’s own, downward.' }),
  trust: effect({ label: 'Trust', default: 1, evidence: 'TR03', help: 'Log hazard ratio per unit of trust above its start, downward.' }),
  product: effect({ label: 'Another needed product', default: 0.0726, max: 1, evidence: 'CS01', help: 'Log hazard ratio for each add-on owned and needed, downward: what is caused, not what is observed.' }),
  integration: effect({ label: 'Products that work together', default: 0.03, max: 1, help: 'Log hazard ratio for each pair of needed products owned, downward.' }),
  household: effect({ label: 'Many seats', default: 0.05, max: 2, help: 'Log hazard ratio per log of seats, downward: a team or household is harder to move.' }),
  bundle: effect({ label: 'Bought as a bundle', default: 0.0513, max: 1, evidence: 'BU02', help: 'Log hazard ratio of having the bundle beyond its parts, downward.' }),
  fatigue: effect({ label: 'Offer fatigue', default: 0.0392, max: 2, evidence: 'OF05', help: 'Log hazard ratio per unit of fatigue above the threshold.' }),
  fatigueThreshold: quantity({ label: 'Fatigue borne', unit: 'count', min: 0, max: 50, default: 2, evidence: 'OF05', help: 'Fatigue that is borne without consequence.' }),
  blocked: effect({ label: 'Blocked by a limit', default: 0.25, help: 'Log hazard ratio while a limit blocks.' }),
  ticket: effect({ label: 'Unresolved ticket', default: 0.693, evidence: 'ST01', help: 'Log hazard ratio in the month of a ticket that was not resolved well.' }),
  price: effect({ label: 'Price above worth', default: 0.8, evidence: 'PR03', help: 'Log hazard ratio per log of the price over what it is worth.' }),
  referred: effect({ label: 'Referred customers', default: 0.198, max: 1, evidence: 'WM03', help: 'Log hazard ratio of customers who came by referral, downward.' }),
  coverage: effect({ label: 'Covered by a manager', default: 0.163, max: 1, evidence: 'CU03', help: 'Log hazard ratio of customer-success coverage, downward.' }),
  awakening: effect({ label: 'Waking the inert', default: 0.47, max: 1, evidence: 'OF06', help: 'Log hazard ratio for three months after an unsolicited offer to a disengaged customer.' }),
  earlyMonths: effect({ label: 'First three months', default: 0, max: 2, evidence: 'CH14', help: 'Extra log hazard of the first three months; for worlds where customers do not differ in churn.' }),
  free: quantity({ label: 'Free users', unit: 'log hazard ratio', min: -5, max: 5, default: 2, help: 'Log hazard ratio of those who do not pay yet.' }),
  inertBelow: quantity({ label: 'Inert below', unit: 'share', min: 0, max: 1, default: 0.3, help: 'Engagement under which a customer counts as inert.' }),
  renewalRatio: quantity({ label: 'Contract renewal', unit: 'ratio', min: 0.3, max: 2, default: 1, evidence: 'CO03', help: 'Ratio on the loss at a contract’s renewal; 1 means that contracts do not keep anybody by themselves.' }),
  cancellation: quantity({ label: 'Cancellation completed', unit: 'probability per month', min: 0.01, max: 1, default: 0.36, evidence: 'DP07b', help: 'Monthly probability that a customer who wants out is out, without obstruction.' }),
  cancellationHidden: quantity({ label: 'Cancellation when hidden', unit: 'probability per month', min: 0.01, max: 1, default: 0.15, evidence: 'DP07c', help: 'The same under full obstruction.' }),
  recoverable: quantity({ label: 'Recoverable by better dunning', unit: 'share', min: 0, max: 1, default: 0.4, evidence: 'CH10', help: 'Share of the failed payments that full dunning effort recovers.' }),
  downgradeRate: quantity({ label: 'Downgrade when too large', unit: 'probability per month', min: 0, max: 1, default: 0.08, help: 'Monthly probability of a downgrade when use fits a lower tier and the price exceeds the worth.' }),
  comeBack: quantity({ label: 'Coming back', unit: 'probability per month', min: 0, max: 0.2, default: 0.004, evidence: 'WB02a', help: 'Monthly probability that a former customer without a grudge returns.' }),
});
