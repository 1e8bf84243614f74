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

/** The origin in a line, for the foot of a picture. */
export function originLine({ scenario, seed, months, replications, engine, fingerprint }: Origin): string {
  return `${scenario} · seed “${seed}” · ${String(months)} months, ${String(replications)} futures · Cohort Lab ${engine} · fingerprint ${fingerprint}`;
}
