import { createContext } from 'svelte';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import { formatFor } from '../format.ts';
import { Crosshair } from './crosshair.svelte.ts';
import { Draft } from './draft.svelte.ts';
import { Study } from './study.svelte.ts';
import type { Compare, Failure, Later } from './study.svelte.ts';

export interface LabParts {
  readonly scenario: Scenario;
  readonly compare: Compare;
  readonly later: Later;
  readonly locale: string;
  readonly describe: (error: unknown) => Failure;
}

/** Everything the rooms share: moving between them keeps scenario and results. */
export class Lab {
  readonly draft: Draft;
  readonly study: Study;
  readonly crosshair = new Crosshair();
  readonly #locale: string;
  readonly format = $derived.by(() => formatFor(this.#locale, this.draft.scenario.world.currency));

  constructor({ scenario, compare, later, locale, describe }: LabParts) {
    this.draft = new Draft(scenario);
    this.study = new Study(compare, later, describe);
    this.#locale = locale;
  }
}

export const [getLab, setLab] = createContext<Lab>();
