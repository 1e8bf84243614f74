import type { AttributionReading } from '../../../simulations/designs/attribution.ts';
import type { FlipReading } from '../../../simulations/designs/flip.ts';
import { valueOfInformation } from '../../../simulations/designs/information.ts';
import type { InformationReading } from '../../../simulations/designs/information.ts';
import { metricById } from '../../../simulations/designs/outcomes.ts';
import type { SensitivityReading, SensitivityStudy } from '../../../simulations/designs/sensitivity.ts';
import { evenly, sensitivityStudy } from '../../../simulations/designs/sensitivity-study.ts';
import type { TornadoReading } from '../../../simulations/designs/tornado.ts';
import type { SplitReading } from '../../../simulations/designs/uncertainty.ts';
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
  readonly sensitivity?: SensitivityReading;
  /** Undefined also for a metric of which neither more nor less is better. */
  readonly information?: InformationReading;
  /** Luck and ignorance; null where the scenario takes every parameter as known. */
  readonly split?: SplitReading | null;
}

/** Below this the splines of the value of information have too little to go by. */
const fewestRows = 48;
/** Futures of each end of the tornado and of each place of a flip, and how many parameters are asked where they flip. */
const tornadoFutures = 8;
const flipFutures = 16;
const closely = 6;
/** Shares of the work at which the parts end. */
const splitEnd = 0.2;
const tornadoEnd = 0.5;
const flipsEnd = 0.65;
const sensitivityEnd = 0.9;
/** Drawn worlds for each future that is asked for, and futures lived in each. */
const rowsPerFuture = 2;
const rowFutures = 2;

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
        from(tornadoEnd, flipsEnd),
      );
      onPartial({ attribution, tornado, flips });
      const rows = Math.max(fewestRows, rowsPerFuture * study.run.replications);
      const drawn = sensitivityStudy(
        { ...gap, run: withFutures(rowFutures) },
        close.map(evenly),
        rows,
        study.run.correlations,
      );
      const sensitivity = await run({ design: 'sensitivity', study: drawn }, from(flipsEnd, sensitivityEnd));
      const known = {
        attribution,
        tornado,
        flips,
        sensitivity,
        ...worthOf(drawn, sensitivity, asked.question.metric),
      };
      onPartial(known);
      if (study.draws === undefined) return { ...known, split: null };
      // Two futures of each drawn world, so twice as many as there are draws.
      const spread = studyOf({ ...asked, futures: 2 * asked.futures });
      const split = await run(
        { design: 'split', study: spread, question: { metric: asked.question.metric } },
        from(sensitivityEnd, 1),
      );
      return { ...known, split };
    }, surroundings);
  }
}

/** What knowing the parameters first is worth, from the drawn worlds that have been lived already. */
function worthOf(
  { run, inputs, sample }: SensitivityStudy,
  { outcomes }: SensitivityReading,
  metric: string,
): Pick<WhyAnswer, 'information'> {
  const { better } = metricById(metric);
  if (better === 'neither') return {};
  const sign = better === 'lower' ? -1 : 1;
  const [first, second] = [outcomes.first, outcomes.second].map((values) =>
    Float64Array.from(values, (value) => sign * value),
  );
  if (first === undefined || second === undefined) return {};
  return { information: valueOfInformation({ seed: run.seed, inputs, sample, first, second }) };
}

export const whyOf = keptBy((lab: Lab) => new WhyRoomState(lab));
