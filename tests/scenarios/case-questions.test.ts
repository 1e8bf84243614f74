import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { caseQuestions } from '../../scenarios/case-questions.ts';

test('every case has a question of its own, and no question is without a case', () => {
  const cases = readdirSync('scenarios/cases').map((file) => file.replace(/\.json$/, ''));
  expect(Object.keys(caseQuestions).toSorted()).toEqual(cases.toSorted());
  const questions = Object.values(caseQuestions);
  expect(new Set(questions).size).toBe(questions.length);
  for (const question of questions) expect(question).toMatch(/^[A-Z].{20,80}\?$/);
});
