import { group, quantity } from '../declare.ts';
import type { About, Unit } from '../declare.ts';

type Term = Pick<About, 'label' | 'help' | 'default'> & Partial<About>;
const share = (about: Term, unit: Unit = 'share') => quantity({ unit, min: 0, max: 1, ...about });

/** How trust, engagement, fatigue and attention move. */
export const Feelings = group('Feelings', 'How trust, engagement, fatigue and attention move.', {
  startingTrust: share({
    label: 'Trust at the start',
    default: 0.6,
    help: 'Trust of a new customer, and the level that trust drifts back to.',
  }),
  trustGain: share({
    label: 'Trust gained',
    default: 0.03,
    max: 0.09,
    help: 'Share of the missing trust gained by a success moment, a met need or a ticket resolved well.',
  }),
  trustLossRatio: quantity({
    label: 'Loss against gain',
    unit: 'ratio',
    min: 1,
    max: 10,
    default: 5,
    evidence: 'TR01',
    help: 'How much more one bad event takes from trust than one good event gives.',
  }),
  trustDrift: share({
    label: 'Trust drifts back',
    default: 0.03,
    help: 'Share of the distance to the start that trust goes back in a month.',
  }),
  trustCeiling: share({
    label: 'Ceiling after deception',
    default: 0.8,
    min: 0.1,
    evidence: 'TR02',
    help: 'Most trust that can be regained after a recognised deception, as a share of before.',
  }),
  engagementReversion: share({
    label: 'Engagement returns',
    default: 0.2,
    help: 'Share of the distance to its level that engagement goes in a month.',
  }),
  engagementSpread: quantity({
    label: 'Engagement differs',
    unit: 'log odds',
    min: 0,
    max: 3,
    default: 0.7,
    help: 'Standard deviation of the log odds of engagement between customers of a segment.',
  }),
  productEngagement: share({
    label: 'Engagement from a needed product',
    default: 0.06,
    max: 0.5,
    help: 'Share of the missing engagement added by each add-on owned and needed.',
  }),
  coverageEngagement: share({
    label: 'Engagement from a manager',
    default: 0.1,
    max: 0.5,
    help: 'Share of the missing engagement added by customer-success coverage.',
  }),
  coverageDiscovery: share(
    {
      label: 'Faster discovery with a manager',
      default: 0.466,
      evidence: 'CU02',
      help: 'How much faster covered customers discover value.',
    },
    'ratio',
  ),
  coverageResolution: share({
    label: 'Better tickets with a manager',
    default: 0.5,
    evidence: 'ST02',
    help: 'Share of badly resolved tickets that coverage turns into good ones.',
  }),
  fatigueCarryOver: share({
    label: 'Fatigue carried over',
    default: 0.7,
    max: 0.98,
    evidence: 'OF03',
    help: 'Share of offer fatigue left a month later.',
  }),
  attentionLoss: share({
    label: 'Attention lost',
    default: 0.06,
    max: 0.9,
    help: 'Share of attention lost with each irrelevant offer: trained to ignore.',
  }),
  attentionRecovery: share({
    label: 'Attention regained',
    default: 0.05,
    help: 'Share of the missing attention regained in a month, and with each relevant offer.',
  }),
  irrelevance: share(
    {
      label: 'Harm of an irrelevant offer',
      default: 0.2,
      help: 'Trust lost by an irrelevant or ill-timed offer, as a share of what a bad event costs.',
    },
    'ratio',
  ),
  regretNoticed: share(
    {
      label: 'Regret noticed',
      default: 0.25,
      evidence: 'DP08',
      help: 'Monthly probability that something bought without need is noticed and cancelled.',
    },
    'probability per month',
  ),
  billShock: quantity({
    label: 'Bill shock threshold',
    unit: 'share',
    min: 0.01,
    max: 5,
    default: 0.25,
    help: 'Rise of a bill, not agreed to, that costs trust.',
  }),
  healthTrust: quantity({
    label: 'Health: trust',
    unit: 'weight',
    min: 0,
    max: 1,
    default: 0.3,
    help: 'Weight of trust in health.',
    rare: true,
  }),
  healthEngagement: quantity({
    label: 'Health: engagement',
    unit: 'weight',
    min: 0,
    max: 1,
    default: 0.3,
    help: 'Weight of engagement in health.',
    rare: true,
  }),
  healthValue: quantity({
    label: 'Health: value',
    unit: 'weight',
    min: 0,
    max: 1,
    default: 0.3,
    help: 'Weight of value discovered in health.',
    rare: true,
  }),
  healthCalm: quantity({
    label: 'Health: calm',
    unit: 'weight',
    min: 0.01,
    max: 1,
    default: 0.1,
    help: 'Weight of freedom from offer fatigue in health.',
    rare: true,
  }),
});
