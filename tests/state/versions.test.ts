import { describe, expect, test } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { writeScenario } from '../../scenarios/write.ts';
import { deleteVersion, keepVersion, scenarioOf, versionsOn } from '../../src/sharing/versions.ts';
import { Versions } from '../../src/sharing/versions.svelte.ts';
import { smallScenario } from '../support/small-scenario.ts';
import { Shelf } from '../support/shelf.ts';

const scenario = smallScenario();
const morning = { id: 'a1', name: 'Morning', at: '2026-11-25T08:00:00.000Z' };
const evening = { id: 'b2', name: 'Evening', at: '2026-11-25T20:00:00.000Z' };

describe('named versions on the shelf', () => {
  test('what is kept comes back field for field, the newest first', () => {
    const shelf = new Shelf();
    expect(keepVersion(shelf, morning, scenario)).toEqual(morning);
    expect(keepVersion(shelf, evening, { ...scenario, name: 'Later' })).toEqual(evening);
    expect(versionsOn(shelf)).toEqual([evening, morning]);
    expect(scenarioOf(shelf, 'a1')).toEqual(scenario);
    expect(scenarioOf(shelf, 'b2')?.name).toBe('Later');
  });

  test('a version is never written over', () => {
    const shelf = new Shelf();
    keepVersion(shelf, morning, scenario);
    expect(keepVersion(shelf, morning, { ...scenario, name: 'Another' })).toBeUndefined();
    expect(scenarioOf(shelf, 'a1')?.name).toBe(scenario.name);
  });

  test('a full shelf refuses, keeps what is there, and leaves no half of it', () => {
    const shelf = new Shelf();
    keepVersion(shelf, morning, scenario);
    const before = shelf.copy();
    shelf.fault = 'full';
    expect(keepVersion(shelf, evening, scenario)).toBeUndefined();
    shelf.fault = 'swallows';
    expect(keepVersion(shelf, evening, scenario)).toBeUndefined();
    shelf.fault = undefined;
    expect(shelf.copy()).toEqual(before);
  });

  test('what strangers put there is passed over', () => {
    const shelf = new Shelf();
    keepVersion(shelf, morning, scenario);
    for (const [id, text] of Object.entries({
      c3: 'no JSON',
      d4: '{"name":"x"}',
      e5: '{"name":"x","at":"never","scenario":"{}"}',
      f6: '[]',
    }))
      shelf.setItem(`cohort-lab:version:${id}`, text);
    shelf.setItem('cohort-lab:version:UPPER', '{"name":"x","at":"2026-01-01"}');
    shelf.setItem('cohort-lab:version:g7', '{"name":"x","at":"2026-01-01","scenario":"{}"}');
    expect(versionsOn(shelf).map(({ id }) => id)).toEqual(['a1', 'g7']);
    expect(scenarioOf(shelf, 'g7')).toBeUndefined();
  });

  test('deleting one leaves the others', () => {
    const shelf = new Shelf();
    keepVersion(shelf, morning, scenario);
    keepVersion(shelf, evening, scenario);
    expect(deleteVersion(shelf, 'a1')).toBe(true);
    expect(versionsOn(shelf)).toEqual([evening]);
  });
});

describe('named versions on the page', () => {
  test('two pages on one shelf see what the other keeps, and lose nothing', () => {
    const shelf = new Shelf();
    const [one, other] = [new Versions(shelf), new Versions(shelf)];
    one.keep('First', scenario, new Date(1000));
    other.keep('Second', scenario, new Date(1000));
    one.heard('cohort-lab:version:x');
    expect(one.list.map(({ name }) => name).toSorted()).toEqual(['First', 'Second']);
    expect(other.list).toHaveLength(2);
  });

  test('a deleted one can be put back as it was', () => {
    const versions = new Versions(new Shelf());
    versions.keep('First', scenario, new Date(1000));
    const [first] = versions.list;
    versions.delete(first!);
    expect(versions.list).toEqual([]);
    versions.putBack();
    expect(versions.list).toEqual([first]);
    expect(versions.scenarioOf(first!.id)).toEqual(scenario);
    expect(versions.deleted).toBeUndefined();
  });

  test('a page without a shelf says no', () => {
    const versions = new Versions(undefined);
    expect(versions.keep('First', scenario, new Date(0))).toBe(false);
    expect(versions.refused).toBe(true);
  });

  test('a version is a file like any other', () => {
    const shelf = new Shelf();
    keepVersion(shelf, morning, scenario);
    const text = writeScenario(scenarioOf(shelf, 'a1')!);
    expect(readScenario(text)).toMatchObject({ kind: 'scenario', scenario });
  });
});
