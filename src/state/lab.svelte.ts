import { createContext } from 'svelte';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import type { Lab as Engine } from '../../workers/browser-engine.ts';
import { formatFor } from '../format.ts';
import { Crosshair } from './crosshair.svelte.ts';
import { Draft } from './draft.svelte.ts';
import type { Surroundings } from './experiment.svelte.ts';
import { Study } from './study.svelte.ts';
import type { Compare } from './study.svelte.ts';

export interface LabParts extends Surroundings {
  readonly scenario: Scenario;
  readonly compare: Compare;
  /** Runs any design. */
  readonly run: Engine['run'];
  readonly locale: string;
}

/** Everything the rooms share: moving between them keeps scenario and results. */
export class Lab {
  readonly draft: Draft;
  readonly study: Study;
  readonly crosshair = new Crosshair();
  /** What rooms make their own experiments with. */
  readonly run: Engine['run'];
  readonly surroundings: Surroundings;
  readonly #locale: string;
  readonly format = $derived.by(() => formatFor(this.#locale, this.draft.scenario.world.currency));

  constructor({ scenario, compare, run, later, locale, describe }: LabParts) {
    this.draft = new Draft(scenario);
    this.study = new Study(compare, later, describe);
    this.run = run;
    this.surroundings = { later, describe };
    this.#locale = locale;
  }
}

export const [getLab, setLab] = createContext<Lab>();
