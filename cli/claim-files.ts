import { readdir, readFile } from 'node:fs/promises';
import { readClaim } from '../scenarios/claims.ts';
import type { PlausibleWorlds } from '../scenarios/claim-file.ts';
import type { Claim } from '../scenarios/claims.ts';
import { readPlausibleWorlds } from '../scenarios/plausible-worlds.ts';
import { readScenario } from '../scenarios/read.ts';
import type { Scenario } from '../simulations/parameters/scenario.ts';
import type { FileProblem } from './command.ts';

/** The claims that the lab ships with, and the worlds that they are tried in. */
export interface ClaimFiles {
  /** In the order of their numbers, each with its identifier: the name of its file. */
  readonly claims: readonly { readonly id: string; readonly claim: Claim }[];
  readonly plausible: PlausibleWorlds;
}

export type ReadFiles =
  | { readonly kind: 'files'; readonly files: ClaimFiles }
  | { readonly kind: 'problems'; readonly problems: readonly FileProblem[] };

const scenarios = new URL('../scenarios/', import.meta.url);
const claimName = /^[0-9]{2}-.*\.json$/;

async function readPlausibleFile(): Promise<
  | { readonly kind: 'plausible'; readonly plausible: PlausibleWorlds }
  | { readonly kind: 'problems'; readonly problems: readonly FileProblem[] }
> {
  const file = 'claims/plausible-worlds.json';
  const reading = readPlausibleWorlds(await readFile(new URL(file, scenarios), 'utf8'));
  return reading.kind === 'plausible'
    ? reading
    : { kind: 'problems', problems: reading.problems.map((problem) => ({ file, ...problem })) };
}

/** All claims, or those with these numbers. */
export async function readClaimFiles(numbers: readonly number[] = []): Promise<ReadFiles> {
  const worlds = await readPlausibleFile();
  if (worlds.kind === 'problems') return worlds;
  const problems: FileProblem[] = [];
  const bases = new Map<string, Scenario>();
  for (const name of ['default', ...(await namesIn('cases')).map((file) => `cases/${file}`)]) {
    const file = name.endsWith('.json') ? name : `${name}.json`;
    const reading = readScenario(await readFile(new URL(file, scenarios), 'utf8'));
    if (reading.kind === 'scenario') bases.set(file.slice(0, -5), reading.scenario);
    else problems.push(...reading.problems.map((problem) => ({ file, ...problem })));
  }
  const claims: { id: string; claim: Claim }[] = [];
  const all = (await namesIn('claims')).filter((name) => claimName.test(name));
  const chosen = all.filter((name) => numbers.length === 0 || numbers.includes(Number(name.slice(0, 2))));
  for (const number of numbers) {
    if (all.some((name) => Number(name.slice(0, 2)) === number)) continue;
    problems.push({
      path: '',
      found: `claim ${number}`,
      expected: `a number from 1 to ${all.length}`,
      hint: 'Without a number all claims are run.',
    });
  }
  for (const name of chosen) {
    const file = `claims/${name}`;
    const reading = readClaim(
      await readFile(new URL(file, scenarios), 'utf8'),
      (base) => bases.get(base),
      worlds.plausible,
    );
    if (reading.kind === 'claim') claims.push({ id: name.slice(0, -5), claim: reading.claim });
    else problems.push(...reading.problems.map((problem) => ({ file, ...problem })));
  }
  if (problems.length > 0) return { kind: 'problems', problems };
  return { kind: 'files', files: { claims, plausible: worlds.plausible } };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(new URL(`${folder}/`, scenarios)).catch((): string[] => []);
  return names.filter((name) => name.endsWith('.json')).sort();
}
