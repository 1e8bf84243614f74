import { expect, test } from 'vitest';
import { frozenAnswers } from './frozen-inputs.ts';
import frozen from './golden/frozen-bits.json' with { type: 'json' };

// Frozen, not true: these bits are what the functions gave when this was last accepted. Whoever changes them changes
// every result of every saved scenario, and says so. Also run in Chromium (tests/chromium/random.test.ts).
test.each(Object.entries(frozenAnswers()))('%s gives the frozen bits', (name, bits) => {
  expect(bits).toHaveLength(100);
  expect(bits).toEqual(frozen.bits[name as keyof typeof frozen.bits]);
});
