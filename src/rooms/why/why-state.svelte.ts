import type { SplitReading } from '../../../simulations/designs/uncertainty.ts';
import type { WhyParts } from '../../../simulations/designs/why.ts';
import { Inquiry, studyOf } from '../../state/inquiry.svelte.ts';
import { keptBy } from '../../state/kept-by.svelte.ts';
import type { Lab } from '../../state/lab.svelte.ts';
import { partOfRun } from '../../state/part-of-run.ts';
import { rangesOf } from './ranges.ts';

export interface WhyQuestion {
  readonly metric: string;
}

/** The split of the gap first; what moves it and what turns it when they are known. */
export interface WhyAnswer extends WhyParts {
  /** Luck and ignorance; null where the scenario takes every parameter as known. */
  readonly split?: SplitReading | null;
}

/** Below this the splines of the value of information have too little to go by. */
const fewestRows = 48;
/** Drawn worlds for each future that is asked for. */
const rowsPerFuture = 2;
/** Share of the work that is done when only luck and ignorance are to be told apart. */
const whyEnd = 0.9;

/** What the room asks, and its answer. */
class WhyRoomState {
  metric = $state('discountedContribution');
  readonly inquiry: Inquiry<WhyQuestion, WhyAnswer>;

  constructor({ run, surroundings }: Lab) {
    this.inquiry = new Inquiry(async (asked, { signal, onPartial, onProgress }) => {
      const study = studyOf(asked);
      const { world, strategies, draws } = study;
      const { metric } = asked.question;
      const end = draws === undefined ? 1 : whyEnd;
      const known = await run(
        {
          design: 'why',
          study: {
            world,
            strategies,
            run: study.run,
            metric,
            ranges: rangesOf(world),
            rows: Math.max(fewestRows, rowsPerFuture * study.run.replications),
            ...(study.run.correlations === undefined ? {} : { correlations: study.run.correlations }),
          },
        },
        { signal, onPartial, onProgress: (progress) => onProgress(partOfRun(0, end, progress)) },
      );
      if (draws === undefined) return { ...known, split: null };
      onPartial(known);
      // Two futures of each drawn world, so twice as many as there are draws.
      const spread = studyOf({ ...asked, futures: 2 * asked.futures });
      const split = await run(
        { design: 'split', study: spread, question: { metric } },
        { signal, onProgress: (progress) => onProgress(partOfRun(end, 1, progress)) },
      );
      return { ...known, split };
    }, surroundings);
  }
}

export const whyOf = keptBy((lab: Lab) => new WhyRoomState(lab));
