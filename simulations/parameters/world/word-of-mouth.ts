import { group, quantity } from '../declare.ts';

/** Who talks, and what it does to those who have not come yet. */
export const WordOfMouth = group('Word of mouth', 'Who talks, and what it does to those who have not come yet.', {
  referralRate: quantity({ label: 'Referrals', unit: 'per month', min: 0, max: 0.5, default: 0.02, evidence: 'WM02', help: 'Referred sign-ups a month per unit of health above the threshold.' }),
  referralHealth: quantity({ label: 'Health that recommends', unit: 'share', min: 0, max: 1, default: 0.4, help: 'Health below which nobody recommends.' }),
  voiceRate: quantity({ label: 'Voices', unit: 'per month', min: 0, max: 5, default: 0.1, help: 'Opinions voiced a month per unit of health above (praise) or below (warning) the health that recommends.' }),
  negativeWeight: quantity({ label: 'Weight of a warning', unit: 'ratio', min: 0, max: 5, default: 1, evidence: 'WM01', help: 'Weight of one negative voice against one positive voice.' }),
  startingReputation: quantity({ label: 'Reputation at the start', unit: 'share', min: 0.05, max: 0.95, default: 0.5, help: 'Reputation before anybody has talked; also the neutral level.' }),
  reputationHalfLife: quantity({ label: 'Memory of the market', unit: 'months', min: 1, max: 120, default: 9, help: 'Months in which half of an old reputation is forgotten.' }),
  priorVoices: quantity({ label: 'Voices it takes', unit: 'count', min: 0.1, max: 1e6, default: 20, help: 'Voices a month that weigh as much as the neutral opinion.' }),
  reputationPower: quantity({ label: 'Power of reputation', unit: 'exponent', min: 0, max: 3, default: 0.5, help: 'Exponent of arrivals on reputation over neutral; 0 makes reputation powerless.' }),
  warningsPerGrudge: quantity({ label: 'Warnings by the wronged', unit: 'count', min: 0, max: 50, default: 3, help: 'Negative voices of a customer who leaves with a grudge.' }),
  trappedVoices: quantity({ label: 'Warnings by the trapped', unit: 'per month', min: 0, max: 10, default: 0.5, help: 'Negative voices a month of a customer kept from cancelling on purpose.' }),
  deterrence: quantity({ label: 'Sign-ups kept away by obstruction', unit: 'share', min: 0, max: 0.95, default: 0.3, evidence: 'CO07', help: 'Share of prospects who stay away from full obstruction.' }),
  recognition: quantity({ label: 'Recognising a pattern', unit: 'per month', min: 0, max: 2, default: 0.05, help: 'Hazard of seeing through a manipulation, per exposure and unit of aggressiveness.' }),
  refundDemanded: quantity({ label: 'Refund on discovery', unit: 'probability', min: 0, max: 1, default: 0.2, evidence: 'DP09a', help: 'Probability of a refund or chargeback when an unwanted charge is discovered.' }),
  leaveOnDiscovery: quantity({ label: 'Leaving on discovery', unit: 'probability', min: 0, max: 1, default: 0.7, evidence: 'DP09b', help: 'Probability of leaving at once when an unwanted charge is discovered.' }),
  warnOnDiscovery: quantity({ label: 'Warning on discovery', unit: 'probability', min: 0, max: 1, default: 0.4, evidence: 'DP09c', help: 'Probability of warning others when an unwanted charge is discovered.' }),
});
