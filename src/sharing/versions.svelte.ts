import type { Scenario } from '../../simulations/parameters/scenario.ts';
import {
  deleteVersion,
  isVersionKey,
  keepVersion,
  longestVersionName,
  scenarioOf,
  versionsOn,
} from './versions.ts';
import type { Version } from './versions.ts';
import type { Shelf } from './works.ts';

/** The named versions as a page shows them. */
export class Versions {
  list: readonly Version[] = $state.raw([]);
  /** The browser refused to keep the last one: it should be saved as a file. */
  refused = $state(false);
  /** The one deleted last, which can be put back. */
  deleted: { readonly version: Version; readonly scenario: Scenario } | undefined = $state.raw();
  readonly #shelf: Shelf | undefined;

  constructor(shelf: Shelf | undefined) {
    this.#shelf = shelf;
    this.#look();
  }

  /** Keeps the scenario under a name; false when the browser refused. */
  keep(name: string, scenario: Scenario, at: Date): boolean {
    const id = `${at.getTime().toString(36)}${randomWord()}`;
    const version = { id, name: name.trim().slice(0, longestVersionName), at: at.toISOString() };
    return this.#put(version, scenario);
  }

  scenarioOf(id: string): Scenario | undefined {
    return this.#shelf === undefined ? undefined : scenarioOf(this.#shelf, id);
  }

  delete(version: Version): void {
    const scenario = this.scenarioOf(version.id);
    if (this.#shelf === undefined || !deleteVersion(this.#shelf, version.id)) return;
    this.deleted = scenario === undefined ? undefined : { version, scenario };
    this.#look();
  }

  putBack(): void {
    if (this.deleted === undefined) return;
    if (this.#put(this.deleted.version, this.deleted.scenario)) this.deleted = undefined;
  }

  /** Another page has changed something on the shelf. */
  heard(key: string | null): void {
    if (isVersionKey(key)) this.#look();
  }

  #put(version: Version, scenario: Scenario): boolean {
    const kept = this.#shelf === undefined ? undefined : keepVersion(this.#shelf, version, scenario);
    this.refused = kept === undefined;
    this.#look();
    return kept !== undefined;
  }

  #look(): void {
    this.list = this.#shelf === undefined ? [] : versionsOn(this.#shelf);
  }
}

function randomWord(): string {
  return crypto.getRandomValues(new Uint32Array(1)).reduce((word, part) => word + part.toString(36), '');
}
