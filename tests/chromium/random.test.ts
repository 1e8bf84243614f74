import { expect, test } from 'vitest';
import { frozenAnswers } from '../random/frozen-inputs.ts';
import frozen from '../random/golden/frozen-bits.json' with { type: 'json' };

test('a real browser gives the bits that Node gave', () => {
  expect(frozenAnswers()).toEqual(frozen.bits);
});
