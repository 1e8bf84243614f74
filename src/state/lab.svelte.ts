import { createContext } from 'svelte';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import type { Lab as Engine } from '../../workers/browser-engine.ts';
import { formatFor } from '../format.ts';
import type { AnyOrigin } from '../sharing/origin.ts';
import { Crosshair } from './crosshair.svelte.ts';
import { Draft } from './draft.svelte.ts';
import type { Kept } from './draft.svelte.ts';
import type { Surroundings } from './experiment.svelte.ts';
import { Study } from './study.svelte.ts';
import type { Compare } from './study.svelte.ts';

export interface LabParts extends Surroundings {
  readonly scenario: Scenario;
  /** What the reader was at when the page was left. */
  readonly restored?: Kept;
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
  /** What the comparison on show was lived under. */
  readonly lived = $derived.by(() => this.study.lived ?? this.draft.scenario);
  /** Where the reading of another room than Compare comes from, while it is on show. */
  shown: AnyOrigin | undefined = $state.raw();
  /** The room on show has the levers beside it. */
  hasLevers = $state(false);
  /** All that can be folded away is open, for as long as a report of the whole is being made. */
  isWhole = $state(false);
  /** The comparison is on show. */
  isComparing = $state(true);
  /** Where the reading on show comes from; undefined until there is one. */
  readonly origin: AnyOrigin | undefined = $derived.by(() => {
    const { reading } = this.study;
    if (this.shown !== undefined || reading === undefined || !this.isComparing) return this.shown;
    const { strategies, seed, months, replications, engine, fingerprint } = reading;
    const { name } = this.draft.scenario;
    return { scenario: name, strategies, seed, months, replications, engine, fingerprint };
  });

  constructor({ scenario, restored, compare, run, later, locale, describe }: LabParts) {
    this.draft = new Draft(scenario, restored);
    this.study = new Study(compare, later, describe);
    this.run = run;
    this.surroundings = { later, describe };
    this.#locale = locale;
  }
}

export const [getLab, setLab] = createContext<Lab>();
