import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { firstSentence } from '../../scenarios/first-sentence.ts';
import { readScenario } from '../../scenarios/read.ts';

const files = readdirSync('scenarios/cases').filter((file) => file.endsWith('.json'));

test('every case begins with a question of its own, as a founder would ask it, and goes on with its story', () => {
  expect(files.length).toBe(14);
  const questions = files.map((file) => {
    const reading = readScenario(readFileSync(`scenarios/cases/${file}`, 'utf8'));
    if (reading.kind !== 'scenario') throw new Error(`${file} was refused`);
    const { description } = reading.scenario;
    const question = firstSentence(description);
    expect(question, file).toMatch(/^[A-Z].{20,80}\?$/);
    expect(description.slice(question.length), file).toMatch(/^ .*Counterfactual: .*assumptions/);
    return question;
  });
  expect(new Set(questions).size).toBe(questions.length);
});
