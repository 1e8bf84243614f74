import { varied } from '../../../scenarios/lessons.ts';
import { compareStudy } from '../../../simulations/designs/compare-study.ts';
import type { Scenario } from '../../../simulations/parameters/scenario.ts';
import type { CompareReading } from '../../../simulations/reading.ts';
import { Experiment } from '../../state/experiment.svelte.ts';
import { keptBy } from '../../state/kept-by.svelte.ts';
import type { Lab } from '../../state/lab.svelte.ts';
import { answerOf } from './lesson-answer.ts';
import type { LessonAnswer } from './lesson-answer.ts';
import type { OpenLesson } from './lesson-files.ts';

export interface Tried {
  readonly value: number;
  readonly answer: LessonAnswer;
}

/** One lesson as far as the learner has come. Nothing is run before there is a guess. */
export class Attempt {
  /** Undefined as long as nobody has guessed: the middle of the axis is a guess too. */
  guess: number | undefined = $state();
  /** The learner stands by the guess. */
  committed = $state(false);
  /** The lever's value that is run; undefined: as the lesson begins. */
  value: number | undefined = $state();
  readonly experiment: Experiment<Scenario, CompareReading>;
  readonly open: OpenLesson;
  #tried: readonly Tried[] = $state.raw([]);

  constructor(open: OpenLesson, lab: Lab) {
    this.open = open;
    this.experiment = new Experiment(async (scenario, listeners) => {
      const reading = await lab.run({ design: 'compare', study: compareStudy(scenario) }, listeners);
      this.#note(reading);
      return reading;
    }, lab.surroundings);
  }

  get answer(): LessonAnswer | undefined {
    const { reading } = this.experiment;
    return reading === undefined ? undefined : answerOf(this.open.lesson, reading);
  }

  /** What came out with the values of the lever that were tried, in the order of the lesson. */
  get tried(): readonly Tried[] {
    return this.open.lesson.vary.values.flatMap(
      (value) => this.#tried.find((one) => one.value === value) ?? [],
    );
  }

  /** The scenario that is run. */
  get scenario(): Scenario {
    const { lesson, scenario } = this.open;
    return this.value === undefined ? scenario : (varied(lesson, scenario, this.value) ?? scenario);
  }

  commit(): void {
    this.committed = true;
    this.run();
  }

  vary(value: number): void {
    this.value = value;
    this.run();
  }

  run(): void {
    this.experiment.ask(this.scenario);
  }

  /** Nobody looks any more. */
  leave(): void {
    this.experiment.stop();
  }

  startOver(): void {
    this.experiment.stop();
    this.experiment.reading = undefined;
    [this.guess, this.committed, this.value, this.#tried] = [undefined, false, undefined, []];
  }

  #note(reading: CompareReading): void {
    const answer = answerOf(this.open.lesson, reading);
    const { value } = this;
    if (value === undefined || answer === undefined) return;
    this.#tried = [...this.#tried.filter((one) => one.value !== value), { value, answer }];
  }
}

/** The lessons begun, kept while other rooms are visited. */
class Learning {
  number = $state(1);
  readonly #attempts = new Map<number, Attempt>();

  attempt(open: OpenLesson, lab: Lab): Attempt {
    const known = this.#attempts.get(open.lesson.number);
    if (known !== undefined) return known;
    const made = new Attempt(open, lab);
    this.#attempts.set(open.lesson.number, made);
    return made;
  }
}

export const learningOf = keptBy((_: Lab) => new Learning());
