import type { PrecisionQuestion } from '../simulations/designs/precision.ts';
import type { Scenario } from '../simulations/parameters/scenario.ts';
import type { CompareReading } from '../simulations/reading.ts';
import { Conductor } from './conductor.ts';
import type { Engine, RunOptions } from './engine.ts';
import { RunFailure } from './failure.ts';
import type { ReadingOf, Request } from './request.ts';

/** What a page runs on. */
export interface Lab {
  /**
   * Runs the design that is asked for. Rejects with the signal's reason when aborted, with a RunFailure when the run
   * failed. Requests are numbered: nothing more is heard of one that was aborted.
   */
  run<Asked extends Request>(asked: Asked, options?: RunOptions<ReadingOf<Asked>>): Promise<ReadingOf<Asked>>;
  /** Compares a scenario's strategies: the same, of the commonest design. Until it is precise, or over all its futures. */
  compare(
    scenario: Scenario,
    options?: RunOptions<CompareReading>,
    until?: PrecisionQuestion,
  ): Promise<CompareReading>;
  close(): void;
}

/**
 * Starts the workers of a page: one conductor, which runs the designs, and under it one worker for each core, which
 * simulate; so the page's own thread only receives readings. Where workers cannot have workers the page conducts.
 */
export function startLab(): Lab {
  let conductor = new Conductor();
  let pageEngine: Engine | undefined;
  let worked = false;
  let closed = false;
  const lab: Lab = {
    async run(asked, options = {}) {
      options.signal?.throwIfAborted();
      // One that has worked and then died is replaced; one that never could is not tried again.
      if (worked && conductor.isLost && !closed) conductor = new Conductor();
      const count = await conductor.workerCount();
      options.signal?.throwIfAborted();
      if (closed) throw new RunFailure('the lab was closed');
      if (count > 0) {
        worked = true;
        return conductor.run(asked, options);
      }
      // Rarely needed, so loaded only then.
      const [{ browserPool }, { designOf }] = await Promise.all([
        import('./browser-pool.ts'),
        import('./request.ts'),
      ]);
      pageEngine ??= browserPool();
      return pageEngine.run(await designOf(asked), options);
    },
    async compare(scenario, options = {}, until) {
      options.signal?.throwIfAborted();
      // Draws and their tables come with it: fetched while the workers start, not before the page shows anything.
      const { compareStudy } = await import('../simulations/designs/compare-study.ts');
      const study = compareStudy(scenario);
      if (until === undefined) return lab.run({ design: 'compare', study }, options);
      const { onPartial, ...rest } = options;
      const asked = { design: 'compareUntilPrecise', study, question: until } as const;
      const { reading } = await lab.run(asked, {
        ...rest,
        ...(onPartial && { onPartial: ({ reading: so }, progress) => onPartial(so, progress) }),
      });
      return reading;
    },
    close() {
      closed = true;
      conductor.close();
      void pageEngine?.close();
    },
  };
  return lab;
}
