import type { AttributionReading } from '../../../simulations/designs/attribution.ts';
import type { FlipReading } from '../../../simulations/designs/flip.ts';
import type { TornadoReading } from '../../../simulations/designs/tornado.ts';
import { Inquiry, studyOf } from '../../state/inquiry.svelte.ts';
import { keptBy } from '../../state/kept-by.ts';
import type { Lab } from '../../state/lab.svelte.ts';
import { rangesOf } from './ranges.ts';

export interface WhyQuestion {
  readonly metric: string;
}

/** The split of the gap first; what moves it and what turns it when they are known. */
export interface WhyAnswer {
  readonly attribution: AttributionReading;
  readonly tornado?: TornadoReading;
  readonly flips?: FlipReading;
}

/** Futures of each end of the tornado and of each place of a flip, and how many parameters are asked where they flip. */
const tornadoFutures = 8;
const flipFutures = 16;
const closely = 6;
/** Shares of the work at which the parts end. */
const splitEnd = 0.3;
const tornadoEnd = 0.65;

/** What the room asks, and its answer. */
class WhyRoomState {
  metric = $state('discountedContribution');
  readonly inquiry: Inquiry<WhyQuestion, WhyAnswer>;

  constructor({ run, surroundings }: Lab) {
    this.inquiry = new Inquiry(async (asked, { signal, onPartial, onProgress }) => {
      const study = studyOf(asked);
      const { world, strategies } = study;
      const gap = { world, strategies, metric: asked.question.metric };
      const ranges = rangesOf(world);
      const withFutures = (futures: number) => ({
        ...study.run,
        replications: Math.min(study.run.replications, futures),
      });
      const from = (start: number, end: number) => ({
        signal,
        onProgress: ({ share }: { readonly share: number }) =>
          onProgress({ share: start + (end - start) * share }),
      });
      const attribution = await run(
        { design: 'attribution', study: { ...gap, run: study.run } },
        { ...from(0, splitEnd), onPartial: (partial) => onPartial({ attribution: partial }) },
      );
      onPartial({ attribution });
      const tornado = await run(
        { design: 'tornado', study: { ...gap, run: withFutures(tornadoFutures), ranges } },
        from(splitEnd, tornadoEnd),
      );
      onPartial({ attribution, tornado });
      const close = tornado.bars
        .slice(0, closely)
        .flatMap(({ name }) => ranges.find((range) => range.name === name) ?? []);
      const flips = await run(
        {
          design: 'flip',
          study: { ...gap, run: withFutures(flipFutures), ranges: close, places: 3, rounds: 4 },
        },
        from(tornadoEnd, 1),
      );
      return { attribution, tornado, flips };
    }, surroundings);
  }
}

export const whyOf = keptBy((lab: Lab) => new WhyRoomState(lab));
