/** How large a run of a claim is, and a claim made ready to run. Publishing takes some fifteen times as long as a quick run. */
import type { ClaimSizes, ClaimStudy } from './claim.ts';

export type Precision = 'quick' | 'publishing';

/** What a claim file says, read and checked (scenarios/claims.ts). */
export interface ReadClaim extends Omit<ClaimStudy, 'number' | 'title' | 'sizes'> {
  readonly file: Pick<ClaimStudy, 'number' | 'title'>;
}

/** A share of 120 worlds is known to 9 points or better (Wilson, 95 %); 12 worlds tell hardly more than which way. */
export const claimSizes: Readonly<Record<Precision, ClaimSizes & { readonly timesFutures: number }>> = {
  quick: {
    timesFutures: 1,
    worlds: 12,
    worldFutures: 1,
    flipFutures: 4,
    flipPlaces: 2,
    flipRounds: 2,
    flipScreened: 0,
  },
  publishing: {
    timesFutures: 8,
    worlds: 120,
    worldFutures: 4,
    flipFutures: 16,
    flipPlaces: 3,
    flipRounds: 4,
    flipScreened: 3,
  },
};

/** `replications` overrides the futures of the precision. */
export function claimStudy(claim: ReadClaim, precision: Precision, replications?: number): ClaimStudy {
  const { file, arms, run, conditions, beside, ranges, candidates } = claim;
  const { timesFutures, ...rest } = claimSizes[precision];
  return {
    number: file.number,
    title: file.title,
    arms,
    run: { ...run, replications: replications ?? run.replications * timesFutures },
    conditions,
    beside,
    ranges,
    candidates,
    sizes: rest,
  };
}
