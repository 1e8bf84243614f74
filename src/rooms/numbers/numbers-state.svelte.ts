import { readRetentionCsv } from '../../../scenarios/retention-csv.ts';
import type { RetentionTable } from '../../../scenarios/retention-csv.ts';
import { fitRetention } from '../../../simulations/calibration/retention-fit.ts';
import type { Later } from '../../state/experiment.svelte.ts';
import { keptBy } from '../../state/kept-by.svelte.ts';
import type { Lab } from '../../state/lab.svelte.ts';
import { example, periodMonths } from './periods.ts';
import type { Period } from './periods.ts';

/** Long enough that pasting and typing fit once. */
const restMilliseconds = 150;

/** As 2026-11-26. */
const today = () => new Date().toISOString().slice(0, 10);

/** The reader's own table and what was fitted to it, kept while other rooms are visited. */
export class Numbers {
  /** As typed, pasted or read from a file. */
  text: string = $state(example.text);
  /** What the table is called: a file's name. */
  name: string = $state(example.name);
  period: Period = $state(example.period);
  /** For shares: of how many customers; undefined when nobody knows. */
  customers: number | undefined = $state();
  #read: string = $state(example.text);
  /** The period that the table itself named last. */
  #named: Period | undefined;
  readonly #later: Later;
  #callOff = () => {};

  readonly table = $derived.by(() => readRetentionCsv(this.#read, today()));
  readonly reading = $derived.by(() => {
    const { table, customers } = this;
    if (table.kind !== 'table') return undefined;
    return fitRetention({
      cohorts: counted(table, customers),
      areCounts: table.areCounts || customers !== undefined,
      periodMonths: periodMonths[this.period],
    });
  });

  constructor(later: Later) {
    this.#later = later;
  }

  get isExample(): boolean {
    return this.text === example.text;
  }

  /** Begins like JSON, which no table does. */
  get isJson(): boolean {
    return /^\ufeff?\s*(\{|\[\s*[[{"\]])/.test(this.text);
  }

  /** The text changes as it is typed; the fit follows when the hand rests. */
  write(text: string): void {
    const wasExample = this.isExample;
    this.text = text;
    if (this.name === example.name) this.name = 'my table';
    this.#callOff();
    this.#callOff = this.#later(() => {
      this.#read = text;
    }, restMilliseconds);
    this.#hear(text, wasExample);
  }

  /** A whole table takes the place of the one before. */
  open(name: string, text: string): void {
    this.#callOff();
    [this.name, this.text] = [name, text];
    this.#read = text;
    this.#hear(text, true);
  }

  /** The period is what the table says; of a new one that does not, months, which are kept most, until somebody chooses. */
  #hear(text: string, isNew: boolean): void {
    const table = readRetentionCsv(text, today());
    const named = table.kind === 'table' ? table.period : undefined;
    if (named !== undefined && (isNew || named !== this.#named)) this.period = named;
    else if (isNew) this.period = text === example.text ? example.period : 'month';
    this.#named = named;
  }
}

/** Shares of a known number of customers are counts. */
function counted({ cohorts, areCounts }: RetentionTable, customers: number | undefined) {
  if (areCounts || customers === undefined) return cohorts;
  return cohorts.map(({ name, survivors }) => ({
    name,
    survivors: survivors.map((share) => share * customers),
  }));
}

export const numbersOf = keptBy((lab: Lab) => new Numbers(lab.surroundings.later));
