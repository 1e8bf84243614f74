/** Rows under a header, the first column to the left and the others to the right. */
export function textTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  return [header, ...rows].map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Where a result comes from: what to say to get it again. */
export function sourceLine(reading: {
  readonly replications?: number;
  readonly months: number;
  readonly seed: string;
  readonly engine: string;
  readonly fingerprint: string;
}): string {
  const { replications, months, seed, engine, fingerprint } = reading;
  const futures = replications === undefined ? '' : `${replications} futures of ${months} months. `;
  return `${futures}Seed ${JSON.stringify(seed)}, engine ${engine}, fingerprint ${fingerprint}.`;
}
