import { keptBy } from '../../state/kept-by.svelte.ts';
import type { Lab } from '../../state/lab.svelte.ts';
import { firstChosen } from './series-choice.ts';

/** How a reader has laid out the answer: which charts, what is unfolded, who is drawn. Kept while other rooms are visited. */
class Layout {
  /** Charts over time, in order. */
  charts: readonly string[] = $state.raw(firstChosen);
  /** Strategies that are not drawn over time, by index. */
  hidden: Readonly<Record<number, boolean>> = $state.raw({});
  singleFutures = $state(true);
  /** Charts with a logarithmic axis. */
  logarithmic: Readonly<Record<string, boolean>> = $state.raw({});
  unfoldedTopics: Readonly<Record<string, boolean>> = $state.raw({});
  unfoldedMetrics: Readonly<Record<string, boolean>> = $state.raw({});
  /** What lifetime values are counted from. */
  threshold: number | undefined = $state();
}

export const layoutOf = keptBy((_: Lab) => new Layout());
