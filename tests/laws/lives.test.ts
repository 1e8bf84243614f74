// Single lives under random scenarios, watched at every entry they make: no state ever leaves its range.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Ledger, monthly } from '../../simulations/ledger.ts';
import type { LedgerLayout } from '../../simulations/ledger.ts';
import { channels, EXISTING, Life, NEVER } from '../../simulations/life.ts';
import { live } from '../../simulations/live.ts';
import { customerIndex } from '../../simulations/mechanisms/arrivals.ts';
import { keyFromPhrase } from '../../simulations/random/key.ts';
import { Luck } from '../../simulations/random/luck.ts';
import { Scene } from '../../simulations/scene.ts';
import { arbitraryStudy, runs } from './random-studies.ts';

const between0And1 = [
  'trust',
  'ceiling',
  'value',
  'engagement',
  'engagementLevel',
  'attention',
  'health',
] as const;
const numbers = ['logUsage', 'deferred', 'agreedBill', 'lifetimeContribution', 'earned', 'owed'] as const;
const never0Below = [
  'fatigue',
  'exposures',
  'baseHazard',
  'planMrr',
  'addOnMrr',
  'monthCost',
  'logSeats',
  'awake',
] as const;

/** What is wrong with a life at this moment, in words. */
function flaws(life: Life, scene: Scene): readonly string[] {
  const found: string[] = [];
  for (const name of between0And1)
    if (!(life[name] >= 0 && life[name] <= 1)) found.push(`${name} is ${life[name]}`);
  for (const name of never0Below) if (!(life[name] >= 0)) found.push(`${name} is ${life[name]}`);
  for (const name of numbers) if (!Number.isFinite(life[name])) found.push(`${name} is ${life[name]}`);
  // Trust may stand above a ceiling only by the rounding of its way there.
  if (life.trust > life.ceiling * (1 + 1e-12))
    found.push(`trust ${life.trust} is above its ceiling ${life.ceiling}`);
  if (!(life.seats >= 1 && Number.isInteger(life.seats))) found.push(`seats are ${life.seats}`);
  if (!(life.tier >= 0 && life.tier < scene.tiers.length)) found.push(`tier is ${life.tier}`);
  if (life.paying && !(life.mrr > 0)) found.push(`a paying customer pays ${life.mrr}`);
  if (life.paying && life.firstPayment !== NEVER && life.tier < scene.firstPaidTier)
    found.push('pays on a free plan');
  if ((life.unwanted & ~life.owned) !== 0) found.push('does not own what is unwanted');
  if ((life.slipped & ~life.unwanted) !== 0) found.push('wants what was slipped in');
  if ((life.owned & ~scene.soldSet) !== 0) found.push('owns what is not sold');
  if (life.contractLeft < 0) found.push(`contract of ${life.contractLeft} months`);
  return found;
}

/** A ledger that looks at the life whenever it writes. */
class Watch extends Ledger {
  readonly found = new Set<string>();
  private readonly scene: Scene;
  private readonly life: Life;

  constructor(layout: LedgerLayout, scene: Scene, life: Life) {
    super(layout);
    this.scene = scene;
    this.life = life;
  }

  override post(measure: number, row: number, amount: number): void {
    super.post(measure, row, amount);
    if (!Number.isFinite(amount)) this.found.add(`posts ${amount} under measure ${measure}`);
    // At the month's close and whenever money comes in the month's states are settled.
    if (measure === monthly.payingCustomers || measure === monthly.freeUsers || measure === monthly.revenue)
      for (const flaw of flaws(this.life, this.scene)) this.found.add(flaw);
  }
}

test('every state stays in its range, month after month', () => {
  fc.assert(
    fc.property(arbitraryStudy, fc.constantFrom(0, 0.3, -0.3), (study, shock) => {
      const scene = new Scene(study);
      const life = new Life(scene);
      const watch = new Watch(scene.layout, scene, life);
      const luck = new Luck(keyFromPhrase(study.run.seed));
      const macro = new Float64Array(scene.months).fill(study.world.product.macroSpread > 0 ? shock : 0);
      for (const segment of scene.segments) {
        for (const channel of channels.keys()) {
          for (let index = 0; index < 6; index++) {
            const arrival = channel === EXISTING ? 0 : Math.min(index, scene.months - 1);
            luck.entity(customerIndex(channel, index), segment.hash, arrival);
            live(life, scene, luck, watch, macro, segment, channel, arrival);
          }
        }
      }
      expect([...watch.found]).toEqual([]);
    }),
    runs(50),
  );
});

test('a customer lives the same life whoever lived before in the same object', () => {
  fc.assert(
    fc.property(arbitraryStudy, (study) => {
      const scene = new Scene(study);
      const luck = new Luck(keyFromPhrase(study.run.seed));
      const macro = new Float64Array(scene.months);
      const used = new Life(scene);
      for (const segment of scene.segments) {
        for (const channel of channels.keys()) {
          const [first, second] = [used, new Life(scene)].map((life) => {
            const ledger = new Ledger(scene.layout);
            luck.entity(customerIndex(channel, 5), segment.hash, 0);
            live(life, scene, luck, ledger, macro, segment, channel, 0);
            return ledger.values;
          });
          expect(first).toEqual(second);
        }
      }
    }),
    runs(30),
  );
});
