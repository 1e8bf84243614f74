import type { LifeEvent, MonthOfLife, Occasion } from '../../../simulations/designs/life-story.ts';
import type { OfferKind, OfferTrigger } from '../../../simulations/ledger.ts';
import type { MarkKind } from '../../charts/life-track.ts';

const occasions: Readonly<Record<Occasion, string>> = {
  arrived: 'arrives',
  firstPayment: 'begins to pay',
  returned: 'comes back',
  addedSeats: 'adds seats',
  usedMore: 'pays for more usage',
  contracted: 'pays less than before',
  successMoment: 'has a moment of success',
  ticketResolved: 'has a ticket resolved',
  ticketUnresolved: 'has a ticket left unresolved',
  metLimit: 'runs into the limit',
  wantsOut: 'wants out',
  obstructed: 'is kept from leaving',
  recognisedManipulation: 'sees through the manipulation',
  refunded: 'gets money back',
  left: 'leaves',
  paymentFailed: 'is lost to a failed payment',
  leftWithoutPaying: 'leaves without ever having paid',
  leftThePlanPage: 'turns away at the plan page',
};

const offers: Readonly<Record<OfferKind, string>> = {
  upgrade: 'an upgrade',
  jump: 'a jump of several plans',
  addOn: 'an add-on',
  bundle: 'a bundle',
  annual: 'an annual contract',
  multiYear: 'a contract of several years',
};

const triggers: Readonly<Record<OfferTrigger, string>> = {
  wall: 'at the wall',
  planPage: 'on the plan page',
  nearLimit: 'near the limit',
  onboarded: 'after onboarding',
  milestone: 'after a success',
  featureUse: 'on using a feature',
  blast: 'by a blast to everybody',
};

const kinds: Readonly<Record<Occasion, MarkKind | undefined>> = {
  arrived: undefined,
  firstPayment: 'more',
  returned: 'more',
  addedSeats: 'more',
  usedMore: 'more',
  contracted: 'trouble',
  successMoment: 'success',
  ticketResolved: undefined,
  ticketUnresolved: 'trouble',
  metLimit: 'trouble',
  wantsOut: 'trouble',
  obstructed: 'trouble',
  recognisedManipulation: 'trouble',
  refunded: 'trouble',
  left: 'end',
  paymentFailed: 'end',
  leftWithoutPaying: 'end',
  leftThePlanPage: 'end',
};

/** An event as the end of a sentence about the customer. */
export function eventText(event: LifeEvent): string {
  if (event.kind !== 'offer') return occasions[event.kind];
  const verb = event.answer === 'accepted' ? 'accepts' : 'declines';
  return `${verb} ${offers[event.offer]}, offered ${triggers[event.trigger]}`;
}

/** Which marks a month wears, each kind once. */
export function marksOf({ events }: MonthOfLife): readonly MarkKind[] {
  const all = events.map((event) =>
    event.kind === 'offer' ? (event.answer === 'accepted' ? 'more' : 'refused') : kinds[event.kind],
  );
  return [...new Set(all.filter((kind) => kind !== undefined))];
}

export function isOfKind(event: LifeEvent, wanted: readonly LifeEvent['kind'][]): boolean {
  return wanted.includes(event.kind);
}
