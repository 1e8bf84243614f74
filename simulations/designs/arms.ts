/**
 * Arms: the same futures lived under several worlds or strategies, and a few numbers read off each ledger. The part that
 * every design of paired runs shares; a design delegates to it with `yield*` and reduces what comes back.
 */
import { Ledger } from '../ledger.ts';
import type { Batch, Ledgers, Point, RunSettings } from '../point.ts';
import { layoutOf } from '../replication.ts';

export type Arm = Pick<Point, 'world' | 'strategy'>;

/** What a design of arms is run with: how long, with which luck, in how many futures. */
export interface ArmsRun extends RunSettings {
  readonly replications: number;
}

/** A number of one future; the ledger is gone afterwards. */
export type Quantity = (ledger: Ledger, arm: Arm) => number;

/** Values over the futures, by arm and by name of the quantity. */
export type ArmValues<Name extends string> = readonly Readonly<Record<Name, Float64Array>>[];

/** Fixed, so that no result can depend on the machine. */
const chunkReplications = 8;
const batchChunks = 8;

/** `span` is the share of the whole design that these arms are, from and to. */
export function* liveArms<Name extends string>(
  arms: readonly Arm[],
  run: ArmsRun,
  quantities: Readonly<Record<Name, Quantity>>,
  [from, to]: readonly [number, number] = [0, 1],
): Generator<Batch<never>, ArmValues<Name>, readonly Ledgers[]> {
  const names = namesOf(quantities);
  const values = arms.map(() => columns(names, run.replications));
  const { replications, ...settings } = run;
  const step = chunkReplications * batchChunks;
  for (let first = 0; first < replications; first += step) {
    const points = pointsOf(arms, settings, first, Math.min(replications, first + step));
    const replied = yield { points: points.map(({ point }) => point), done: from + ((to - from) * first) / replications };
    points.forEach(({ arm, point }, index) => {
      const ledgers = replied[index];
      if (ledgers === undefined) throw new Error(`no ledgers for point ${index} of the batch`);
      const layout = layoutOf(point);
      for (let each = 0; each < point.replications; each++) {
        const ledger = new Ledger(layout, ledgers.subarray(each * layout.size, (each + 1) * layout.size));
        for (const name of names) {
          const column = values[arm]?.[name];
          if (column !== undefined) column[point.firstReplication + each] = quantities[name](ledger, point);
        }
      }
    });
  }
  return values;
}

function pointsOf(arms: readonly Arm[], run: RunSettings, first: number, end: number) {
  const points: { readonly arm: number; readonly point: Point }[] = [];
  for (let firstReplication = first; firstReplication < end; firstReplication += chunkReplications) {
    const replications = Math.min(chunkReplications, end - firstReplication);
    arms.forEach(({ world, strategy }, arm) => {
      points.push({ arm, point: { world, strategy, run, firstReplication, replications } });
    });
  }
  return points;
}

function columns<Name extends string>(names: readonly Name[], length: number): Record<Name, Float64Array> {
  const table: Partial<Record<Name, Float64Array>> = {};
  for (const name of names) table[name] = new Float64Array(length);
  if (!isWhole(table, names)) throw new Error('every quantity has a column');
  return table;
}

function isWhole<Name extends string>(
  table: Partial<Record<Name, Float64Array>>,
  names: readonly Name[],
): table is Record<Name, Float64Array> {
  return names.every((name) => table[name] !== undefined);
}

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(table).filter((name): name is Name => name in table);
}
