/**
 * Freezes the bits that simulations/random gives today: npx tsx tools/golden/frozen-bits.ts
 * They say that two engines agree and that nothing moved, not that the answers are right (arithmetic.py says that).
 */
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { frozenAnswers } from '../../tests/random/frozen-inputs.ts';

const content = {
  about: 'Frozen output, may be wrong: see tools/golden/frozen-bits.ts',
  bits: frozenAnswers(),
};
writeFileSync(
  new URL('../../tests/random/golden/frozen-bits.json', import.meta.url),
  await format(JSON.stringify(content), { parser: 'json', printWidth: 110 }),
);
