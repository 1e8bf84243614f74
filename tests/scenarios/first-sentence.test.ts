import { expect, test } from 'vitest';
import { firstSentence } from '../../scenarios/first-sentence.ts';

test('a text is told by its first sentence, or as much of it as a line or two hold', () => {
  expect(firstSentence('A made-up seller. Both spend the same.')).toBe('A made-up seller.');
  expect(firstSentence(' Churn of 3.5 % a month? It depends.')).toBe('Churn of 3.5 % a month?');
  expect(firstSentence('No end to it')).toBe('No end to it');
  const long = firstSentence(`${'word '.repeat(60)}end.`);
  expect(long).toMatch(/^(word )+…$/);
  expect(long.length).toBeLessThanOrEqual(162);
});
