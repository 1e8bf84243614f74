/** The claims that ship with the page. Their texts are fetched with the room, the worlds' ranges with them. */
import defaultScenario from '../../../scenarios/default.json?raw';
import plausibleWorlds from '../../../scenarios/claims/plausible-worlds.json?raw';
import { readClaim } from '../../../scenarios/claims.ts';
import type { Claim } from '../../../scenarios/claims.ts';
import { readPlausibleWorlds } from '../../../scenarios/plausible-worlds.ts';
import { readScenario } from '../../../scenarios/read.ts';
import type { Scenario } from '../../../simulations/parameters/scenario.ts';
import { factorsOf, readEntry, readLedger } from './ledger.ts';
import type { Entry, Ledger } from './ledger.ts';

// The bundler reads these options from the source: they have to be written out.
const texts = Object.values(
  import.meta.glob<string>('../../../scenarios/claims/[0-9]*.json', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
);
// A base is fetched when a claim builds on it, the ledger when there is one.
const cases = import.meta.glob<string>('../../../scenarios/cases/*.json', {
  query: '?raw',
  import: 'default',
});
const ledgers = import.meta.glob<string>('../../../scenarios/claims/ledger.json', {
  query: '?raw',
  import: 'default',
});

/** By number. */
export const entries: readonly Entry[] = texts.map(readEntry).sort((one, other) => one.number - other.number);

export const factors: ReadonlySet<string> = factorsOf(plausibleWorlds, entries);

export async function fetchLedger(): Promise<Ledger | undefined> {
  const [fetchText] = Object.values(ledgers);
  return fetchText === undefined ? undefined : readLedger(await fetchText());
}

export interface OpenClaim {
  readonly claim: Claim;
  readonly base: Scenario;
}

/** A claim with its arms worked out. Rejects when a file that ships with the page is broken, saying where. */
export async function openClaim(number: number): Promise<OpenClaim> {
  const text = texts.find((each) => readEntry(each).number === number);
  if (text === undefined) throw new Error(`there is no claim ${number}`);
  const worlds = readPlausibleWorlds(plausibleWorlds);
  if (worlds.kind === 'problems') throw broken('plausible-worlds.json', worlds.problems[0]?.path);
  const bases = new Map<string, Scenario>([['default', scenarioOf(defaultScenario, 'default')]]);
  for (const [path, fetchText] of Object.entries(cases)) {
    const name = path.replace(/^.*\/(cases\/.*)\.json$/, '$1');
    if (text.includes(`"${name}"`)) bases.set(name, scenarioOf(await fetchText(), name));
  }
  const reading = readClaim(text, (name) => bases.get(name), worlds.plausible);
  if (reading.kind === 'problems') throw broken(`claim ${number}`, reading.problems[0]?.path);
  const { claim } = reading;
  const base = bases.get(claim.file.base);
  if (base === undefined) throw broken(`claim ${number}`, '/base');
  return { claim, base };
}

function scenarioOf(text: string, name: string): Scenario {
  const reading = readScenario(text);
  if (reading.kind === 'problems') throw broken(name, reading.problems[0]?.path);
  return reading.scenario;
}

function broken(file: string, path = ''): Error {
  return new Error(`${file} is refused at ${path === '' ? 'its root' : path}`);
}
