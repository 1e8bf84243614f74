/**
 * How a parameter is declared: once, with everything the form, the file format, the checks, the JSON Schema and the
 * documentation need to know about it. All other files of this folder are lists of such declarations.
 */
import { z } from 'zod';

// Before the first schema is made: zod would otherwise compile its checks with eval, which the page's policy forbids.
z.config({ jitless: true });

/** What is known about a parameter besides its type. Shares and probabilities run from 0 to 1. */
export interface About {
  /** Short name, as a form shows it. */
  readonly label: string;
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  /** One sentence: why it matters. */
  readonly help: string;
  /** Id of the evidence behind the default; absent: an assumption, and shown as one. */
  readonly evidence?: string;
  /** What a file without it means, where it may be left out. */
  readonly absent?: number;
  /** Rare levers are folded away in a form. */
  readonly rare?: boolean;
  /** What a form says in place of 0, where 0 is no amount: "never". */
  readonly zero?: string;
}

export type Unit =
  | 'share'
  | 'probability'
  | 'probability per month'
  | 'probability per year'
  | 'money'
  | 'money per month'
  | 'months'
  | 'years'
  | 'count'
  | 'per month'
  | 'log odds'
  | 'log odds per log unit'
  | 'log hazard ratio'
  | 'ratio'
  | 'exponent'
  | 'usage units'
  | 'log per month'
  | 'log units'
  | 'seats'
  | 'tickets per month'
  | 'weight';

/** What a form or a table may ask about any declared field. */
export type Declared =
  | ({ readonly kind: 'quantity' } & About)
  | ({ readonly kind: 'whole' } & About)
  | ({ readonly kind: 'limit' } & About)
  | {
      readonly kind: 'flag';
      readonly label: string;
      readonly help: string;
      readonly default: boolean;
      readonly evidence?: string;
    }
  | {
      readonly kind: 'choice';
      readonly label: string;
      readonly help: string;
      readonly default: string;
      readonly choices: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'text';
      readonly label: string;
      readonly help: string;
      readonly default: string;
      /** Most characters. */
      readonly max: number;
    }
  | { readonly kind: 'group'; readonly label: string; readonly help: string };

const finite = (min: number, max: number) => z.number().min(min).max(max);

/** A parameter known only as a range or a list: drawn once per replication ("ignorance", never "luck"). */
export const Distribution = z
  .union([
    z.strictObject({
      p10: z.number(),
      p90: z.number(),
      shape: z.enum(['normal', 'lognormal', 'beta']),
    }),
    z.strictObject({ low: z.number(), mode: z.number(), high: z.number() }),
    z.strictObject({ values: z.array(z.number()).min(1).max(1000) }),
  ])
  .meta({
    id: 'Distribution',
    title: 'Distribution',
    description: 'A parameter known only as a range or a list; drawn once per future.',
  });
export type Distribution = z.infer<typeof Distribution>;

/** A number, or a distribution over the parameter's own range. */
export type Uncertain = number | Distribution;

/** The same shape with every distribution drawn: what the model reads. */
export type Resolved<T> = T extends Distribution
  ? never
  : T extends readonly (infer Item)[]
    ? readonly Resolved<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Resolved<T[Key]> }
      : T;

const declared = new WeakMap<z.core.$ZodType, Declared>();

/** `absent` is what a file without the field means, where that may be left out. */
function declare<Schema extends z.ZodType>(schema: Schema, about: Declared, absent?: number | null): Schema {
  const { label, help } = about;
  const hasDefault = about.kind !== 'group' && about.kind !== 'text';
  const byDefault = about.kind === 'limit' ? null : hasDefault ? about.default : undefined;
  const described = schema.meta({
    title: label,
    description: help,
    ...(hasDefault ? { default: absent === undefined ? byDefault : absent } : {}),
  });
  declared.set(described, about);
  return described;
}

/** The declaration behind a schema node, if it has one. */
export function declarationOf(schema: z.core.$ZodType): Declared | undefined {
  return declared.get(schema);
}

const numberOrDistribution = ({ min, max }: About) => z.union([finite(min, max), Distribution]);
const numberOrNull = ({ min, max }: About) => z.union([finite(min, max), z.null()]);

/** A real number that may also be a distribution. */
export function quantity(about: About) {
  return declare(numberOrDistribution(about), { kind: 'quantity', ...about });
}

/**
 * A quantity that the first files did not have: where it is left out it is `absent`, the value at which its mechanism does
 * nothing, so that an old file goes on giving what it gave.
 */
export function laterQuantity(about: About, absent: number) {
  return declare(numberOrDistribution(about).default(absent), { kind: 'quantity', ...about, absent }, absent);
}

/** The same for a limit. */
export function laterLimit(about: About, absent: number | null) {
  return declare(numberOrNull(about).default(absent), { kind: 'limit', ...about }, absent);
}

/** A whole number; never uncertain, since it shapes the run or the calendar. */
export function whole(about: About) {
  return declare(finite(about.min, about.max).int(), { kind: 'whole', ...about });
}

/** A number, or null for "no limit". `default` is the value a form offers when a limit is switched on. */
export function limit(about: About) {
  return declare(numberOrNull(about), { kind: 'limit', ...about });
}

export function flag(about: { label: string; help: string; default: boolean; evidence?: string }) {
  return declare(z.boolean(), { kind: 'flag', ...about });
}

/** One of a few words; `choices` maps each to what a form says. */
export function choice<const Choices extends Readonly<Record<string, string>>>(about: {
  label: string;
  help: string;
  default: keyof Choices & string;
  choices: Choices;
}) {
  const words = Object.keys(about.choices).filter(
    (word): word is keyof Choices & string => word in about.choices,
  );
  return declare(z.enum(words), { kind: 'choice', ...about });
}

export function text(about: { label: string; help: string; max: number; default?: string }) {
  return declare(z.string().min(1).max(about.max), { kind: 'text', default: 'untitled', ...about });
}

/** Key of a segment or an add-on: fixes its luck, so that renaming the label changes no result. */
export function identifier(about: { label: string; help: string }) {
  const word = z
    .string()
    .max(40)
    .regex(/^[a-z][a-z0-9-]*$/, 'lower-case letters, digits and hyphens, beginning with a letter');
  return declare(word, { kind: 'text', default: 'untitled', max: 40, ...about });
}

/** A named group of parameters. Unknown fields are refused by name, never dropped. */
export function group<Shape extends z.ZodRawShape>(label: string, help: string, shape: Shape) {
  return declare(z.strictObject(shape), { kind: 'group', label, help });
}
