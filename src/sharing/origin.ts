/** Where a number, a chart or a table comes from: enough to make it again, bit for bit. */
export interface Origin {
  readonly scenario: string;
  readonly strategies: readonly string[];
  readonly seed: string;
  readonly months: number;
  readonly replications: number;
  readonly engine: string;
  readonly fingerprint: string;
}

/** Where a fit comes from, which no luck was drawn for: the reader's own table. */
export interface TableOrigin {
  /** What the table is called. */
  readonly scenario: string;
  readonly rows: number;
  readonly engine: string;
  /** Of what was fitted and of the fit. */
  readonly fingerprint: string;
}

export type AnyOrigin = Origin | TableOrigin;

/** The origin in a line, for the foot of a picture. */
export function originLine(origin: AnyOrigin): string {
  const from =
    'seed' in origin
      ? `seed “${origin.seed}” · ${String(origin.months)} months, ${String(origin.replications)} futures`
      : `${String(origin.rows)} rows`;
  return `${origin.scenario} · ${from} · Cohort Lab ${origin.engine} · fingerprint ${origin.fingerprint}`;
}
