import { SvelteMap } from 'svelte/reactivity';
import type { Claim } from '../../../scenarios/claims.ts';
import { claimStudy } from '../../../simulations/designs/claim-study.ts';
import type { ClaimReading, ClaimStudy } from '../../../simulations/designs/claim.ts';
import { Experiment } from '../../state/experiment.svelte.ts';
import { keptBy } from '../../state/kept-by.svelte.ts';
import type { Lab } from '../../state/lab.svelte.ts';
import { partOfRun } from '../../state/part-of-run.ts';
import { entries, fetchLedger } from './claim-files.ts';
import type { Ledger, ListedClaim, VerdictFilter } from './ledger.ts';

/** Futures of the first, rough effect, and its share of the work. */
const firstFutures = 8;
const firstShare = 0.1;

/** A claim as a live experiment: first its effect from few futures, then all of it. */
class ClaimRun extends Experiment<Claim, ClaimReading> {
  /** Nothing runs until it is asked for. */
  isAsked = $state(false);

  constructor({ run, surroundings }: Lab) {
    super(async (claim, { signal, onPartial, onProgress }) => {
      const study = claimStudy(claim, 'quick');
      const first = await run(
        { design: 'claim', study: roughly(study) },
        { signal, onProgress: (progress) => onProgress(partOfRun(0, firstShare, progress)) },
      );
      onPartial(first);
      return run(
        { design: 'claim', study },
        {
          signal,
          onProgress: (progress) => onProgress(partOfRun(firstShare, 1, progress)),
        },
      );
    }, surroundings);
  }

  start(claim: Claim): void {
    this.isAsked = true;
    this.ask(claim);
  }
}

/** The effect alone: no other worlds, no search for a flip. */
function roughly(study: ClaimStudy): ClaimStudy {
  const replications = Math.min(firstFutures, study.run.replications);
  return {
    ...study,
    run: { ...study.run, replications },
    sizes: { ...study.sizes, worlds: 0, flipFutures: 0 },
  };
}

/** The ledger, what is searched in it, and the claims that were run here. */
class ClaimsState {
  filter: VerdictFilter = $state('all');
  search = $state('');
  ledger: Ledger | undefined = $state.raw();
  readonly #runs = new SvelteMap<number, ClaimRun>();
  readonly #lab: Lab;
  /** A claim that the ledger does not know shows what its own run found. */
  readonly claims: readonly ListedClaim[] = $derived(
    entries.map((entry) => {
      const kept = this.ledger?.claims.find(({ number }) => number === entry.number);
      const run = this.#runs.get(entry.number);
      return { entry, finding: kept ?? (run?.phase === 'complete' ? run.reading : undefined) };
    }),
  );

  constructor(lab: Lab) {
    this.#lab = lab;
    // Without a ledger the claims stand without findings, and can be run.
    void fetchLedger().then(
      (ledger) => (this.ledger = ledger),
      () => undefined,
    );
  }

  run(number: number): ClaimRun {
    const known = this.#runs.get(number);
    if (known !== undefined) return known;
    const made = new ClaimRun(this.#lab);
    this.#runs.set(number, made);
    return made;
  }
}
export type { ClaimsState };

export const claimsOf = keptBy((lab: Lab) => new ClaimsState(lab));
