/**
 * What stands in the file of a claim and in the file of plausible worlds: their shapes, before anything is known of the scenario
 * they are about (claims.ts).
 */
import { z } from 'zod';

const sentence = z.string().min(1).max(2000);
const name = z.string().min(1).max(120);
export const unit = z.enum(['money', 'share', 'count', 'months', 'ratio', 'index', 'correlation']);
const finite = z.number();
const better = z.enum(['higher', 'lower']);

const quantityShape = {
  metric: z.string().min(1).max(60),
  /** Counted from 1. */
  month: z.int().min(1).max(240).optional(),
  segment: z.int().min(0).max(11).optional(),
};
const Quantity = z.strictObject(quantityShape);
const arm = z.int().min(0).max(15);
export const Term = z.strictObject({ ...quantityShape, arm, weight: finite.optional() });
const sums = z.array(z.array(Term).min(1).max(20)).max(6);

export const ArmsEffect = z.union([
  /** Arm `to` less arm `from`, as an amount or as a share of `from`; the last and the first unless stated. */
  z.strictObject({
    kind: z.literal('difference'),
    ...quantityShape,
    from: arm.optional(),
    to: arm.optional(),
    as: z.enum(['amount', 'share']),
  }),
  /** Second less first quantity of one arm, as an amount or as a share of the first. */
  z.strictObject({
    kind: z.literal('contrast'),
    arm,
    first: Quantity,
    second: Quantity,
    as: z.enum(['amount', 'share']),
  }),
  z.strictObject({
    kind: z.literal('formula'),
    times: sums.min(1),
    over: sums,
    minus: finite.optional(),
  }),
  z.strictObject({ kind: z.literal('interior'), quantity: Quantity, better }),
  z.strictObject({ kind: z.literal('best'), by: Quantity, better, of: Quantity }),
  z.strictObject({ kind: z.literal('ranks'), first: Quantity, second: Quantity }),
]);
export const WorldsEffect = z.union([
  z.strictObject({ kind: z.literal('correlation'), first: Quantity, second: Quantity }),
  z.strictObject({
    kind: z.literal('agreement'),
    first: Quantity,
    firstMark: finite,
    second: Quantity,
    secondMark: finite,
  }),
]);

const Expectation = z.union([
  /** `by` is the smallest effect that matters; below 0 it is a margin: not lower, not higher than that. */
  z.strictObject({ direction: better, by: finite }),
  z.strictObject({ direction: z.literal('between'), low: finite, high: finite }),
]);

/** A JSON Merge Patch of world and strategy, then single values by pointer (null as a value, and items of lists). */
export const Changes = z.strictObject({
  patch: z
    .strictObject({
      world: z.record(z.string(), z.unknown()).optional(),
      strategy: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
  set: z.record(z.string().max(200), z.unknown()).optional(),
});

const RangeOfWorlds = z.strictObject({
  name,
  pointer: z.string().max(200),
  low: finite,
  high: finite,
  /** Whether low and high are values, or factors on what stands there. */
  scale: z.enum(['value', 'factor']),
  /** Id of the evidence that the range is from; without one it is an assumption. */
  evidence: z.string().max(10).optional(),
  /** How the evidence's range becomes the parameter's. */
  from: z.enum(['itself', 'log', 'minus log', 'one minus', 'relative', 'ten times']).optional(),
});

const sources = z.array(z.string().max(400)).max(20);

export const ClaimFile = z.strictObject({
  version: z.literal(1),
  number: z.int().min(1).max(999),
  title: name,
  statement: sentence,
  /** Name of the base: "default", or a case. */
  base: z.string().min(1).max(60),
  /** Which of the base's strategies the arms start from, counted from 0. */
  strategy: z.int().min(0).max(7),
  /** Holds in all arms. */
  setting: Changes.optional(),
  arms: z
    .array(Changes.extend({ name, strategy: z.int().min(0).max(7).optional() }))
    .min(1)
    .max(12)
    .optional(),
  sweep: z
    .strictObject({
      pointer: z.string().max(200),
      values: z
        .array(z.union([finite, z.null()]))
        .min(2)
        .max(12),
    })
    .optional(),
  months: z.int().min(1).max(240),
  /** Futures of a quick run. */
  replications: z.int().min(2).max(10_000),
  conditions: z
    .array(z.strictObject({ name, unit, effect: z.union([ArmsEffect, WorldsEffect]), expected: Expectation }))
    .min(1)
    .max(6),
  beside: z
    .array(z.strictObject({ name, unit, effect: ArmsEffect }))
    .max(8)
    .optional(),
  /** Candidates for the flip: names of plausible ranges, or ranges of their own. */
  flip: z.array(z.union([name, RangeOfWorlds])).max(8),
  note: sentence.optional(),
  sources: sources.optional(),
});
export type ClaimFile = z.infer<typeof ClaimFile>;

export const PlausibleWorlds = z.strictObject({
  version: z.literal(1),
  description: z.string().max(2000),
  ranges: z.array(RangeOfWorlds).min(1).max(200),
});
export type PlausibleWorlds = z.infer<typeof PlausibleWorlds>;
export type RangeOfWorlds = z.infer<typeof RangeOfWorlds>;
