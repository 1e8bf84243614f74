import type { Scenario } from '../../simulations/parameters/scenario.ts';
import type { CompareReading } from '../../simulations/reading.ts';

/** What becomes of the results that came with a file, once the run has been made again. */
export type Reproduction = 'reproduced' | 'differs' | 'other engine';

/**
 * Undefined while there is nothing to say: no results in the file, settings changed since, or another number of futures. With
 * another version of the engine other numbers are expected, so only the same version can be said to differ.
 */
export function reproductionOf(
  scenario: Scenario,
  opened: Scenario,
  reading: CompareReading,
): Reproduction | undefined {
  const { results } = opened;
  if (results === undefined || reading.replications !== futuresToReproduce(scenario, opened))
    return undefined;
  if (results.fingerprint === reading.fingerprint) return 'reproduced';
  return results.engine === reading.engine ? 'differs' : 'other engine';
}

/** Futures behind the results that came with a file; 0 when there are none, or when they are of other settings by now. */
export function futuresToReproduce(scenario: Scenario, { results, ...opened }: Scenario): number {
  if (results === undefined || !sameSettings(scenario, opened)) return 0;
  return results.replications ?? opened.run.replications;
}

/** Whether two scenarios ask for the same numbers. */
function sameSettings(one: Scenario, other: Scenario): boolean {
  const settings = ({ world, strategies, run }: Scenario) => JSON.stringify([world, strategies, run]);
  return one === other || settings(one) === settings(other);
}

/** The scenario as it is saved: with the results of a complete run of exactly these settings, and with no others. */
export function withResults(
  scenario: Scenario,
  reading: CompareReading | undefined,
  headline: string,
): Scenario {
  const { results: _, ...plain } = scenario;
  if (reading === undefined || reading.replications < reading.plannedReplications) return plain;
  const { engine, fingerprint, replications } = reading;
  return { ...plain, results: { engine, fingerprint, replications, headline: headline.slice(0, 2000) } };
}
