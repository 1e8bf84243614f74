/*
 * Shrink (step 10): a customer whose use fits a lower paid plan and who pays more than the plan is worth goes down one
 * step, by a clock that runs while both hold. Inside a contract nobody goes down before renewal.
 *   fits: usage ≤ 80 % of the lower limit, seats and discovered value within it
 * Source: NR02 (gross retention beyond churn). Unwanted add-ons are given up in regret.ts.
 */
import { decisions } from '../decisions.ts';
import type { Ledger } from '../ledger.ts';
import { monthly } from '../ledger.ts';
import { clock, logMrr, MONTHLY } from '../life.ts';
import type { Life } from '../life.ts';
import type { Luck } from '../random/luck.ts';
import type { Scene } from '../scene.ts';
import { planPrice, setPlan } from './money.ts';
import { isSurelyWorth, logWorth } from './worth.ts';

const LOG_FITS = -0.2231435513142097; // ln 0.8

export function shrink(life: Life, scene: Scene, luck: Luck, ledger: Ledger, macro: number): void {
  const below = life.tier - 1;
  if (below < scene.firstPaidTier || life.contract !== MONTHLY || scene.strategy.ladder.pricing === 'hybrid')
    return;
  const lower = scene.tiers[below]!;
  const fits =
    life.logUsage <= lower.logUsageLimit + LOG_FITS &&
    life.seats <= lower.seatLimit &&
    life.value <= lower.featureLimit;
  if (!fits || isSurelyWorth(life, scene, macro)) return;
  if (logMrr(life) <= logWorth(life, scene, life.tier, macro)) return;
  life.downgradeIn -= scene.downgradeHazard;
  if (life.downgradeIn > 0) return;
  life.downgrades++;
  life.downgradeIn = clock(luck, decisions.downgrade, life.downgrades);
  ledger.addFlow(life.tier, below);
  life.tier = below;
  life.tierSince = life.month;
  setPlan(life, ledger, planPrice(life, scene, below, MONTHLY), monthly.expansionUpgrade);
  life.agreedBill = life.mrr;
}
