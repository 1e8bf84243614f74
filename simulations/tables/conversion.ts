import { offerKinds, offerTriggers, tenureClasses } from '../ledger.ts';
import type { Ledger, OfferKind, OfferTrigger } from '../ledger.ts';

/** What came of offers of a kind, by trigger, segment and tenure; mean over the futures, rows without an offer left out. */
export interface Conversion {
  readonly kind: OfferKind;
  readonly trigger: OfferTrigger;
  readonly segment: number;
  /** Index into the tenure classes: first quarter (or not paying yet), first year, second year, later. */
  readonly tenureClass: number;
  readonly shown: number;
  readonly noticed: number;
  readonly accepted: number;
  readonly regretted: number;
}

export function conversionTable(sum: Ledger, futures: number): readonly Conversion[] {
  const rows: Conversion[] = [];
  for (const kind of offerKinds) {
    for (const trigger of offerTriggers) {
      for (let segment = 0; segment < sum.layout.segments; segment++) {
        tenureClasses.forEach((_, tenureClass) => {
          const of = (outcome: 'shown' | 'noticed' | 'accepted' | 'regretted') =>
            sum.offerAt(outcome, kind, trigger, segment, tenureClass) / futures;
          const shown = of('shown');
          if (shown === 0) return;
          rows.push({
            kind,
            trigger,
            segment,
            tenureClass,
            shown,
            noticed: of('noticed'),
            accepted: of('accepted'),
            regretted: of('regretted'),
          });
        });
      }
    }
  }
  return rows;
}
