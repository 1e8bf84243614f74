import { keptBy } from '../../state/kept-by.svelte.ts';
import type { Lab } from '../../state/lab.svelte.ts';
import { firstChosen } from './series-choice.ts';

/**
 * How a reader has laid out the answer: which charts, which topics are unfolded, who is drawn. Kept while other rooms are
 * visited; what goes by a strategy's place or by an amount ends with the scenario that it was chosen for.
 */
class Layout {
  /** Charts over time, in order. */
  charts: readonly string[] = $state.raw(firstChosen);
  /** Strategies that are not drawn, by index. */
  hidden: Readonly<Record<number, boolean>> = $state.raw({});
  singleFutures = $state(true);
  /** Charts with a logarithmic axis. */
  logarithmic: Readonly<Record<string, boolean>> = $state.raw({});
  unfoldedTopics: Readonly<Record<string, boolean>> = $state.raw({});
  unfoldedMetrics: Readonly<Record<string, boolean>> = $state.raw({});
  /** What lifetime values are counted from. */
  threshold: number | undefined = $state();
  segmentMetric = $state('discountedContribution');
  segmentSeries = $state('mrr');

  constructor({ draft }: Lab) {
    $effect(() => {
      void draft.opened;
      this.hidden = {};
      this.threshold = undefined;
    });
  }

  /** Which of the strategies are drawn. */
  shown(names: readonly string[]): readonly boolean[] {
    return names.map((_, strategy) => this.hidden[strategy] !== true);
  }

  toggle(strategy: number): void {
    this.hidden = { ...this.hidden, [strategy]: this.hidden[strategy] !== true };
  }
}

export const layoutOf = keptBy((lab: Lab) => new Layout(lab));
