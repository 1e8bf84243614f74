/** The world: what the founder does not choose. */
import { z } from 'zod';
import { group, text } from '../declare.ts';
import type { Resolved } from '../declare.ts';
import { Acceptance } from './acceptance.ts';
import { Costs } from './costs.ts';
import { Feelings } from './feelings.ts';
import { Leaving } from './leaving.ts';
import { Market } from './market.ts';
import { Product } from './product.ts';
import { Segment } from './segment.ts';
import { WordOfMouth } from './word-of-mouth.ts';

export const World = group('World', 'What the founder does not choose.', {
  currency: text({
    label: 'Currency',
    help: 'ISO 4217 code that amounts are shown in; changes no number.',
    max: 3,
    default: 'USD',
  }),
  segments: z.array(Segment).min(1).max(12),
  market: Market,
  product: Product,
  acceptance: Acceptance,
  feelings: Feelings,
  leaving: Leaving,
  wordOfMouth: WordOfMouth,
  costs: Costs,
});
export type World = z.infer<typeof World>;
export type ResolvedWorld = Resolved<World>;
export type ResolvedSegment = ResolvedWorld['segments'][number];
