import { patterns } from '../../../simulations/designs/line.ts';
import type { LineQuestion, LineReading, Pattern } from '../../../simulations/designs/line.ts';
import type { Scenario } from '../../../simulations/parameters/scenario.ts';
import { Inquiry, studyOf } from '../../state/inquiry.svelte.ts';
import { keptBy } from '../../state/kept-by.svelte.ts';
import type { Lab } from '../../state/lab.svelte.ts';

/** Equal steps, for the contours between them. */
export const intensities = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;

export const shortMonths = [1, 2, 3, 6, 12] as const;

/** What the room asks, and what it shows. */
class LineRoomState {
  strategy = $state(0);
  /** Undefined: those that the strategy uses, or all when it uses none. */
  chosen: readonly Pattern[] | undefined = $state.raw();
  shortMonth: number = $state(3);
  readonly inquiry: Inquiry<LineQuestion, LineReading>;

  constructor({ run, surroundings }: Lab) {
    this.inquiry = new Inquiry(
      (asked, listeners) =>
        run({ design: 'line', study: studyOf(asked), question: asked.question }, listeners),
      surroundings,
    );
  }

  /** Switches a pattern on or off; the last one stays. */
  toggle(pattern: Pattern, inPlay: readonly Pattern[]): void {
    const next = patterns.filter((each) => (each === pattern) !== inPlay.includes(each));
    if (next.length > 0) this.chosen = next;
  }
}

/** Patterns whose intensity is moved. */
export function patternsInPlay(
  scenario: Scenario,
  strategy: number,
  chosen: readonly Pattern[] | undefined,
): readonly Pattern[] {
  const own = scenario.strategies[strategy]?.manipulation;
  const used = patterns.filter((pattern) => own !== undefined && own[pattern] !== 0);
  return chosen ?? (used.length > 0 ? used : patterns);
}

export const lineOf = keptBy((lab: Lab) => new LineRoomState(lab));
