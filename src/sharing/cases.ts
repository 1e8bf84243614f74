import { firstSentence } from '../../scenarios/first-sentence.ts';
import { readScenario } from '../../scenarios/read.ts';
import type { Scenario } from '../../simulations/parameters/scenario.ts';

export interface Case {
  readonly id: string;
  readonly text: string;
  readonly name: string;
  /** What a founder would ask; the description of a case begins with it. */
  readonly question: string;
  readonly story: string;
}

/** Each case a file of its own, fetched when the gallery is opened. */
const files = import.meta.glob<string>('../../scenarios/cases/*.json', { query: '?raw', import: 'default' });

export async function fetchCases(): Promise<readonly Case[]> {
  const cases = await Promise.all(
    Object.entries(files).map(async ([path, fetchText]) => {
      const text = await fetchText();
      const reading = readScenario(text);
      if (reading.kind !== 'scenario') return [];
      return [caseOf(/([^/]+)\.json$/.exec(path)?.[1] ?? path, text, reading.scenario)];
    }),
  );
  return cases.flat().sort((a, b) => (a.name < b.name ? -1 : 1));
}

function caseOf(id: string, text: string, { name, description }: Scenario): Case {
  const question = firstSentence(description);
  return { id, text, name, question, story: description.slice(question.length).trim() };
}
