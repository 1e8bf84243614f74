import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { migrate, migrations, newestVersion } from '../../scenarios/migrations.ts';
import type { Migration } from '../../scenarios/migrations.ts';
import { readScenario } from '../../scenarios/read.ts';
import { Scenario } from '../../simulations/parameters/scenario.ts';

const frozen = new URL('frozen/', import.meta.url);

/** Renames a field, then splits one: what migrations usually are. */
const chain: readonly Migration[] = [
  ({ title, ...rest }) => ({ ...rest, name: title }),
  ({ name, ...rest }) => ({ ...rest, name, initials: String(name).slice(0, 1) }),
];

describe('old files', () => {
  test('every version that was ever released has a sample, and opens', () => {
    const samples = readdirSync(frozen).sort();
    expect(samples).toEqual(Array.from({ length: newestVersion() }, (_, index) => `v${index + 1}.json`));
    for (const sample of samples) {
      expect(readScenario(readFileSync(new URL(sample, frozen), 'utf8'))).toMatchObject({ kind: 'scenario' });
    }
  });

  test('the declared version is the newest', () => {
    expect(newestVersion()).toBe(migrations.length + 1);
    expect(Scenario.shape.version.value).toBe(newestVersion());
  });

  test('go through every step from their own version on', () => {
    expect(migrate({ version: 1, title: 'Lab' }, 1, chain)).toEqual({
      version: 3,
      name: 'Lab',
      initials: 'L',
    });
    expect(migrate({ version: 2, name: 'Lab' }, 2, chain)).toEqual({
      version: 3,
      name: 'Lab',
      initials: 'L',
    });
    const newest = { version: 3, name: 'Lab', initials: 'X' };
    expect(migrate(newest, 3, chain)).toBe(newest);
  });

  test('are not changed themselves', () => {
    const file = Object.freeze({ version: 1, title: 'Lab' });
    migrate(file, 1, chain);
    expect(file).toEqual({ version: 1, title: 'Lab' });
  });
});
