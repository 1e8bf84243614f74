import type { Ledger } from '../ledger.ts';

/** Customers who moved between plans over the run, mean over the futures; null stands for outside. */
export interface Flow {
  readonly from: number | null;
  readonly to: number | null;
  readonly customers: number;
}

export function flowTable(sum: Ledger, futures: number): readonly Flow[] {
  const { tiers } = sum.layout;
  const place = (index: number) => (index === tiers ? null : index);
  const rows: Flow[] = [];
  for (let from = 0; from <= tiers; from++) {
    for (let to = 0; to <= tiers; to++) {
      const customers = sum.flowAt(from, to) / futures;
      if (customers > 0) rows.push({ from: place(from), to: place(to), customers });
    }
  }
  return rows;
}
