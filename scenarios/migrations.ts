/*
 * Old files become new ones, one version at a time. A step is pure, takes a whole file of version n and returns one of
 * version n + 1; it knows the shapes of its own two versions and nothing of today's. Every version that was ever
 * released has a frozen sample in tests/scenarios/frozen.
 */

export type ScenarioFile = Readonly<Record<string, unknown>>;
export type Migration = (file: ScenarioFile) => ScenarioFile;

/** migrations[n - 1] leads from version n to version n + 1. None is needed yet. */
export const migrations: readonly Migration[] = [];

/** The version that a chain of migrations ends at. */
export function newestVersion(chain: readonly Migration[] = migrations): number {
  return chain.length + 1;
}

/** A file brought to the newest version. `version` is the file's own, from 1 to the newest. */
export function migrate(
  file: ScenarioFile,
  version: number,
  chain: readonly Migration[] = migrations,
): ScenarioFile {
  return chain
    .slice(version - 1)
    .reduce<ScenarioFile>((older, step, index) => ({ ...step(older), version: version + index + 1 }), file);
}
