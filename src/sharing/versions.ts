import { readScenario } from '../../scenarios/read.ts';
import { writeScenario } from '../../scenarios/write.ts';
import { isGroup } from '../../simulations/parameters/pointer.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';
import type { Shelf } from './works.ts';

/**
 * Named versions, kept in the browser. A version is never changed, only added and deleted: each has a place of its own
 * that nobody else writes to, so two pages, or a page that dies in between, cannot spoil one another's.
 */
export interface Version {
  readonly id: string;
  readonly name: string;
  /** When it was kept: an ISO date. */
  readonly at: string;
}

const root = 'cohort-lab:version:';
const ofVersion = /^cohort-lab:version:([a-z0-9]{1,40})$/;
export const longestVersionName = 80;

/** Keeps a version and reads it back; undefined when the browser refused, and then nothing has changed. */
export function keepVersion(
  shelf: Shelf,
  { id, name, at }: Version,
  scenario: Scenario,
): Version | undefined {
  const key = root + id;
  const text = JSON.stringify({ name, at, scenario: writeScenario(scenario) });
  try {
    if (shelf.getItem(key) !== null) return undefined;
    shelf.setItem(key, text);
    if (shelf.getItem(key) === text) return { id, name, at };
    shelf.removeItem(key);
  } catch {
    // Full, or closed to this page.
  }
  return undefined;
}

/** All versions, the newest first; what cannot be read at all is left out here and left alone on the shelf. */
export function versionsOn(shelf: Shelf): readonly Version[] {
  const found: Version[] = [];
  try {
    for (let index = 0; index < shelf.length; index++) {
      const id = ofVersion.exec(shelf.key(index) ?? '')?.[1];
      const label = id === undefined ? undefined : labelOf(contentOf(shelf, id));
      if (id !== undefined && label !== undefined) found.push({ id, ...label });
    }
  } catch {
    return [];
  }
  return found.sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
}

/** The scenario of a version; undefined when it is gone or can no longer be read. */
export function scenarioOf(shelf: Shelf, id: string): Scenario | undefined {
  const content = contentOf(shelf, id);
  if (typeof content?.scenario !== 'string') return undefined;
  const reading = readScenario(content.scenario);
  return reading.kind === 'scenario' ? reading.scenario : undefined;
}

/** True when it is gone. */
export function deleteVersion(shelf: Shelf, id: string): boolean {
  try {
    shelf.removeItem(root + id);
    return shelf.getItem(root + id) === null;
  } catch {
    return false;
  }
}

/** Whether a change on the shelf, made by another page, concerns the versions. */
export function isVersionKey(key: string | null): boolean {
  return key === null || ofVersion.test(key);
}

function contentOf(shelf: Shelf, id: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(shelf.getItem(root + id) ?? 'null');
    return isGroup(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function labelOf(content: Readonly<Record<string, unknown>> | undefined): Omit<Version, 'id'> | undefined {
  if (typeof content?.name !== 'string' || typeof content.at !== 'string') return undefined;
  return Number.isNaN(Date.parse(content.at))
    ? undefined
    : { name: content.name.slice(0, longestVersionName), at: content.at };
}
