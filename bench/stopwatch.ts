/** Processor time of this process, so that neighbours on the machine matter less than with a clock on the wall. */
export function processorMilliseconds(work: () => void): number {
  const before = process.cpuUsage().user;
  work();
  return (process.cpuUsage().user - before) / 1000;
}

/** The best of several runs after one to warm up: what the work costs when nothing disturbs it. */
export function best(work: () => void, times = 5): number {
  work();
  return Math.min(...Array.from({ length: times }, () => processorMilliseconds(work)));
}
