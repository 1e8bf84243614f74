import type { MatchQuestion, MatchReading } from '../../../simulations/designs/retention-match.ts';
import type { RetentionFit } from '../../charts/retention.ts';
import { Inquiry, studyOf } from '../../state/inquiry.svelte.ts';
import { keptBy } from '../../state/kept-by.svelte.ts';
import type { Lab } from '../../state/lab.svelte.ts';

/** Thousands of customers at each of some forty tries: enough to tell their shares to within a point. */
const firstFutures = 8;

/** For whom the table speaks and under which strategy it was lived, and how the simulation meets it. */
class MatchRoomState {
  /** A table of all customers speaks for all segments, until somebody says for which. */
  who: number | 'all' = $state('all');
  strategy = $state(0);
  readonly inquiry: Inquiry<MatchQuestion, MatchReading>;

  constructor({ run, surroundings }: Lab) {
    this.inquiry = new Inquiry(
      (asked, listeners) =>
        run({ design: 'matchRetention', study: studyOf(asked), question: asked.question }, listeners),
      surroundings,
      firstFutures,
    );
  }

  /** Places of the segments that the table speaks for. */
  places(segments: number): readonly number[] {
    const { who } = this;
    return typeof who === 'number' && who < segments
      ? [who]
      : Array.from({ length: segments }, (_, place) => place);
  }
}

/** What is asked of a fit: to be met at the ages that were watched; undefined where no monthly churn follows it. */
export function matchQuestion(
  { segment, curve, periodMonths }: RetentionFit,
  strategy: number,
  segments: readonly number[],
): MatchQuestion | undefined {
  if (segment === null) return undefined;
  const wanted = curve.flatMap(({ age, observed, watched }) =>
    age === 0 || observed === null
      ? []
      : [{ month: age * periodMonths, share: observed, weight: watched ?? 1 }],
  );
  return { strategy, segments, fitted: segment.values, wanted };
}

export const matchOf = keptBy((lab: Lab) => new MatchRoomState(lab));
