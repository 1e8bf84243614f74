import { compareStudy } from '../../../simulations/designs/compare-study.ts';
import type { Constraint, FindQuestion, FindReading } from '../../../simulations/designs/search-reading.ts';
import { settleDomain } from '../../charts/domain.ts';
import type { Domain } from '../../charts/domain.ts';
import { trailExtent } from '../../charts/trail.ts';
import { Inquiry } from '../../state/inquiry.svelte.ts';
import { keptBy } from '../../state/kept-by.svelte.ts';
import type { Lab } from '../../state/lab.svelte.ts';
import { Pointing } from '../../state/pointing.svelte.ts';
import type { Bounded } from './search-levers.ts';

/** Points that compete first, and points of the search from the best of them. */
const candidates = 32;
const refinements = 40;

class FindInquiry extends Inquiry<FindQuestion, FindReading> {
  /** The axis of the trail: it grows with the search, and never jumps. */
  domain: Domain | undefined = $state.raw();

  constructor({ run, surroundings }: Lab) {
    super(({ scenario, question, futures }, listeners) => {
      // As many futures to search in as then judge the winner, which have to be others.
      const study = compareStudy({ ...scenario, run: { ...scenario.run, replications: 2 * futures } });
      return run(
        {
          design: 'find',
          study: { ...study, run: { ...study.run, replications: futures } },
          question: { ...question, searchFutures: futures, candidates, refinements },
        },
        listeners,
      );
    }, surroundings);
  }

  protected override show(reading: FindReading): void {
    const { tries, metric, fresh } = reading;
    const extent = trailExtent(
      tries.map(({ mean }) => mean),
      metric.better,
    );
    // When the search has ended the axis is fitted once more.
    const goesOn = this.current && !(fresh !== undefined && this.reading?.fresh === undefined);
    if (extent !== undefined) this.domain = settleDomain(extent, this.domain, goesOn);
    super.show(reading);
  }
}

/** What the room asks, and what it shows. */
export class FindRoomState {
  strategy = $state(0);
  metric = $state('contribution');
  noManipulation = $state(true);
  /** Undefined: those that are moved until somebody chooses. */
  chosen: readonly Bounded[] | undefined = $state.raw();
  constraints: readonly Constraint[] = $state.raw([]);
  readonly pointing = new Pointing();
  readonly inquiry: FindInquiry;

  constructor(lab: Lab) {
    this.inquiry = new FindInquiry(lab);
  }
}

export const findOf = keptBy((lab: Lab) => new FindRoomState(lab));
