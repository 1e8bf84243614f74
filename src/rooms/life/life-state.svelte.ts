import { compareStudy } from '../../../simulations/designs/compare-study.ts';
import type {
  Customer,
  Finder,
  OneLifeQuestion,
  OneLifeReading,
} from '../../../simulations/designs/one-life.ts';
import { Inquiry } from '../../state/inquiry.svelte.ts';
import { keptBy } from '../../state/kept-by.svelte.ts';
import type { Lab } from '../../state/lab.svelte.ts';
import { Pointing } from '../../state/pointing.svelte.ts';

class LifeInquiry extends Inquiry<OneLifeQuestion, OneLifeReading> {
  /** The last customer who was met: where the next search begins. */
  customer: Customer | undefined = $state.raw();

  constructor({ run, surroundings }: Lab) {
    super(
      ({ scenario, question }, listeners) =>
        run({ design: 'oneLife', study: compareStudy(scenario), question }, listeners),
      surroundings,
      Infinity,
    );
  }

  protected override show(reading: OneLifeReading): void {
    this.customer = reading.customer ?? this.customer;
    super.show(reading);
  }
}

/** Who the room looks for, and whom it shows. */
export class LifeRoomState {
  who: Finder = $state('leftUnderFirstOnly');
  /** The search under way; undefined once a customer is followed through changed settings. */
  find: OneLifeQuestion = $state.raw({ find: { who: 'leftUnderFirstOnly', direction: 'next' } });
  readonly pointing = new Pointing();
  readonly inquiry: LifeInquiry;

  constructor(lab: Lab) {
    this.inquiry = new LifeInquiry(lab);
  }

  /** The next of the kind that is looked for, or the one before, from the customer on show. */
  step(direction: 'next' | 'previous'): void {
    this.#search(this.inquiry.customer, direction);
  }

  look(who: Finder): void {
    this.who = who;
    this.#search(undefined, 'next');
  }

  /** Whoever is on show is followed when the strategies change, so that one sees what the change does. */
  follow(): OneLifeQuestion {
    const { customer } = this.inquiry;
    return customer === undefined ? this.find : { customer };
  }

  #search(customer: Customer | undefined, direction: 'next' | 'previous'): void {
    this.find = { find: { who: this.who, direction }, ...(customer === undefined ? {} : { customer }) };
  }
}

export const lifeOf = keptBy((lab: Lab) => new LifeRoomState(lab));
