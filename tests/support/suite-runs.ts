/** How many cases a suite tries: what a push asks for, or SUITE_RUNS for a longer hunt. */
export function suiteRuns(perPush: number): number {
  const asked = Number(process.env.SUITE_RUNS ?? '');
  return Number.isInteger(asked) && asked > 0 ? asked : perPush;
}

/** Prints what a suite has done: a suite that counts nothing tests nothing. */
export function printCounts(suite: string, counts: Readonly<Record<string, number>>): void {
  const words = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  process.stdout.write(`${suite}: ${words.join(', ')}\n`);
}
