import { expect, test } from 'vitest';
import { readScenario } from '../../scenarios/read.ts';
import { writeScenario } from '../../scenarios/write.ts';
import { Arrivals } from '../../src/sharing/arrivals.svelte.ts';
import { packed } from '../../src/sharing/link.ts';
import { Draft } from '../../src/state/draft.svelte.ts';
import { smallScenario } from '../support/small-scenario.ts';

const named = (name: string) => writeScenario({ ...smallScenario(), name });
const linked = async (name: string) => (await packed(named(name))) ?? '';

function table() {
  const reading = readScenario(named('At first'));
  if (reading.kind !== 'scenario') throw new Error('a scenario is refused');
  const draft = new Draft(reading.scenario);
  return { draft, arrivals: new Arrivals(draft) };
}

test('of two links only the last counts, in whichever order they are unpacked', async () => {
  const { draft, arrivals } = table();
  const [first, second] = [await linked('First link'), await linked('Second link')];
  await Promise.all([arrivals.openLink(first), arrivals.openLink(second)]);
  expect(draft.scenario.name).toBe('Second link');
});

test('a link that is still being unpacked does not cover a file that came after it', async () => {
  const { draft, arrivals } = table();
  const code = await linked('A link');
  const unpacking = arrivals.openLink(code);
  arrivals.openText('mine.json', named('A file'));
  await unpacking;
  expect(draft.scenario.name).toBe('A file');
  expect(draft.isSnapshot).toBe(false);
});

test('what cannot be read is refused by its name, and the work stays', async () => {
  const { draft, arrivals } = table();
  await arrivals.openLink('no link at all!');
  expect(arrivals.refused).toMatchObject({ what: 'The link', from: 'damaged link' });
  await arrivals.openLink('');
  expect(arrivals.refused?.problems[0]?.hint).toContain('cut off');
  // Whole, and yet no scenario of this version: another copy of it would fail alike.
  await arrivals.openLink((await packed('{"version":1}')) ?? '');
  expect(arrivals.refused).toMatchObject({ what: 'The link', from: 'link' });
  arrivals.openText('mine.json', '{"version":1}');
  expect(arrivals.refused).toMatchObject({ what: 'mine.json', from: 'file' });
  expect(arrivals.refused?.problems.length).toBeGreaterThan(0);
  expect(draft.scenario.name).toBe('At first');
});
