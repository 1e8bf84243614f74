import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runLab } from '../support/lab-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'claims-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const ledger = join(folder, 'ledger.json');

interface Row {
  readonly id: string;
  readonly key: string;
  readonly effect: number;
  readonly verdict: string;
  readonly flip: object | null;
  readonly flips: readonly { readonly name: string; readonly at: number | null }[];
  readonly flipReason: string | null;
}
interface Ledger {
  readonly precision: string;
  readonly sizes: { readonly worlds: number };
  readonly claims: readonly Row[];
}
const kept = () => JSON.parse(readFileSync(ledger, 'utf8')) as Ledger;

describe('claims on the command line', { timeout: 120_000 }, () => {
  const args = ['claims', '--replications', '2', '--json'];

  it('is a list with what every claim is asked for', async () => {
    const { code, out } = await runLab(...args, '23', '--ledger', ledger, '--quiet');
    expect(code).toBe(0);
    const rows = JSON.parse(out) as readonly Row[];
    expect(rows).toHaveLength(1);
    for (const field of ['id', 'effect', 'low', 'high', 'verdict', 'robustness', 'flip', 'flipReason'])
      expect(rows[0]).toHaveProperty(field);
    const { flip, flips, flipReason } = rows[0]!;
    expect(flipReason === null).toBe(flip !== null);
    for (const { name, at } of flip === null ? flips : []) {
      expect(at).toBe(null);
      expect(flipReason).toContain(name);
    }
    expect(kept()).toMatchObject({ precision: 'own', sizes: { worlds: 12 }, claims: rows });
  });

  it('says of a claim about many worlds that no flip was searched for', async () => {
    const { out } = await runLab(...args, '36', '--quiet');
    const [row] = JSON.parse(out) as readonly Row[];
    expect(row?.flip).toBeNull();
    expect(row?.flipReason).toMatch(/^not searched: .*many worlds/);
  });

  it('goes on with what is in the ledger, and only with the same question of the same model', async () => {
    const first = kept().claims[0];
    const again = await runLab(...args, '23', '--ledger', ledger, '--resume');
    expect(again.error).toContain('(kept)');
    expect(kept().claims).toEqual([first]);
    // Another model gives other bits for the same question: the key does not fit any more.
    const forged = { ...kept(), claims: [{ ...first, key: `${first!.key.slice(0, -1)}x`, effect: 5 }] };
    writeFileSync(ledger, JSON.stringify(forged));
    const other = await runLab(...args, '23', '--ledger', ledger, '--resume');
    expect(other.error).not.toContain('(kept)');
    expect(kept().claims).toEqual([first]);
    // A finding about a claim that is not asked now stays.
    const foreign = { ...first, id: '99-of-before', key: 'another' };
    writeFileSync(ledger, JSON.stringify({ ...kept(), claims: [first, foreign] }));
    await runLab(...args, '23', '--ledger', ledger, '--resume');
    expect(kept().claims).toEqual([first, foreign]);
    // One of another model does not.
    writeFileSync(ledger, JSON.stringify({ ...kept(), engine: '0.0.1' }));
    await runLab(...args, '23', '--ledger', ledger, '--resume');
    expect(kept().claims).toEqual([first]);
  });

  it('refuses to go on with no ledger, and a claim that there is not', async () => {
    for (const wrong of [['--resume'], ['41']]) {
      const { code, error } = await runLab('claims', ...wrong);
      expect(code).toBe(2);
      expect(error).toContain('problem: ');
    }
  });
});
