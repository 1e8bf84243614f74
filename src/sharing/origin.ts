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
  /** The simulation that is laid over it, where one is. */
  readonly simulated?: Omit<Origin, 'engine'>;
}

export type AnyOrigin = Origin | TableOrigin;

/** The origin in a line, for the foot of a picture. */
export function originLine(origin: AnyOrigin): string {
  const from = 'seed' in origin ? luckLine(origin) : `${String(origin.rows)} rows`;
  const line = `${origin.scenario} · ${from} · Cohort Lab ${origin.engine} · fingerprint ${origin.fingerprint}`;
  if ('seed' in origin || origin.simulated === undefined) return line;
  const { simulated } = origin;
  return `${line} · simulated: ${simulated.scenario} · ${luckLine(simulated)} · fingerprint ${simulated.fingerprint}`;
}

function luckLine({ seed, months, replications }: Pick<Origin, 'seed' | 'months' | 'replications'>): string {
  return `seed “${seed}” · ${String(months)} months, ${String(replications)} futures`;
}
