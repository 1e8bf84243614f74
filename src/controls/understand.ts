import { Distribution } from '../../simulations/parameters/declare.ts';
import type { Declared, Unit } from '../../simulations/parameters/declare.ts';
import { isShare } from '../format.ts';
import type { Format } from '../format.ts';

export type NumberDeclaration = Extract<Declared, { readonly kind: 'quantity' | 'whole' | 'limit' }>;

export type Understood =
  | { readonly kind: 'value'; readonly value: number | null | Distribution }
  | { readonly kind: 'problem'; readonly message: string };

/** Of these a percentage has nothing to be a part of. */
const amounts: ReadonlySet<Unit> = new Set([
  'money',
  'money per month',
  'months',
  'years',
  'count',
  'per month',
  'usage units',
  'seats',
  'tickets per month',
]);

const scales: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, bn: 1e9 };

/**
 * What somebody typed into a number field: `4%`, `0.04`, `1,200`, `1.2k`, `3..6%`, `3% to 6%`, `2..3..6%`, `2% or 5%`,
 * `no limit`.
 */
export function understand(text: string, declared: NumberDeclaration, format: Format): Understood {
  const typed = text.trim();
  if (typed === '') return problem(`A number is needed here. ${example(declared, format)}`);
  if (declared.kind === 'limit' && /^(no limit|none|never|unlimited|∞)$/i.test(typed))
    return { kind: 'value', value: null };

  if (typed.toLowerCase() === declared.zero) return { kind: 'value', value: 0 };
  if (typed.includes('%') && amounts.has(declared.unit))
    return problem(`An amount and no percentage, please. ${example(declared, format)}`);

  const ends = typed.split(/\s*(?:\.\.\.?|…|\bto\b)\s*|(?<=[\d%kKmM])\s*[–—]\s*(?=[\d.])/);
  if (ends.length > 1) return understandRange(ends, declared, format);
  const listed = typed.split(/\s*(?:[|;]|\bor\b)\s*/i);
  if (listed.length > 1) return understandList(listed, declared, format);
  const value = numberIn(typed, declared, format.locale);
  if (value === undefined) return problem(`“${typed}” is not a number. ${example(declared, format)}`);
  const refused = refusal(value, declared, format);
  return refused === undefined ? { kind: 'value', value } : problem(refused);
}

/**
 * Two numbers make a parameter uncertain: 8 of 10 values lie between them, in the shape that its own limits call for. Of
 * three the outer ones are the ends and the middle one is the likeliest.
 */
function understandRange(parts: readonly string[], declared: NumberDeclaration, format: Format): Understood {
  if (declared.kind !== 'quantity')
    return problem(`This has to be one number; a range is not possible here. ${example(declared, format)}`);
  const texts = withEndings(parts, declared, format.locale);
  const numbers = numbersIn('A range', texts, declared, format);
  if (typeof numbers === 'string') return problem(numbers);
  const [low, middle, high = middle] = numbers;
  if (low === undefined || middle === undefined || high === undefined || numbers.length > 3)
    return problem('A range has two ends, and between them the likeliest value if you like.');
  const rising = numbers
    .map((number, at) => ({ number, text: texts[at] ?? '' }))
    .toSorted((one, other) => one.number - other.number);
  if (rising.some(({ number }, at) => number !== numbers[at]))
    return problem(`The numbers of a range have to rise: ${rising.map(({ text }) => text).join(' to ')}?`);
  if (low === high) return problem(`Both ends are the same: one number is enough, ${texts[0] ?? ''}.`);
  return {
    kind: 'value',
    value: numbers.length === 2 ? rangeValue(low, high, declared) : { low, mode: middle, high },
  };
}

/** Several numbers, each as likely as the others. */
function understandList(parts: readonly string[], declared: NumberDeclaration, format: Format): Understood {
  if (declared.kind !== 'quantity')
    return problem(`This has to be one number; a list is not possible here. ${example(declared, format)}`);
  const values = numbersIn('A list', withEndings(parts, declared, format.locale), declared, format);
  if (typeof values === 'string') return problem(values);
  return { kind: 'value', value: { values } };
}

const ending = /(%|k|m|bn)\s*$/i;

/**
 * What the last number ends with is meant for those without an ending as well: a percent sign for all, thousands for those
 * that are not larger (8..12k, but 500..1k). Without one, shares above 1 make all of them percent.
 */
function withEndings(
  parts: readonly string[],
  { unit, max }: NumberDeclaration,
  locale: string,
): readonly string[] {
  const size = (part: string) => plainNumber(part.replaceAll(/[^\d.,]/g, ''), locale) ?? NaN;
  const last = parts.at(-1) ?? '';
  const bare = parts.filter((part) => !ending.test(part));
  const meant =
    ending.exec(last)?.[1] ??
    (isShare(unit) && max <= 1 && bare.some((part) => size(part) > 1) ? '%' : undefined);
  if (meant === undefined) return parts;
  return parts.map((part) =>
    bare.includes(part) && (meant === '%' || size(part) <= size(last)) ? `${part}${meant}` : part,
  );
}

/** The numbers of a range or a list, or what is wrong with one of them. */
function numbersIn(
  whole: string,
  texts: readonly string[],
  declared: NumberDeclaration,
  format: Format,
): number[] | string {
  const numbers: number[] = [];
  for (const text of texts) {
    const number = numberIn(text, declared, format.locale);
    if (number === undefined)
      return `${whole} needs numbers: “${text}” is none. ${example(declared, format)}`;
    const refused = refusal(number, declared, format);
    if (refused !== undefined) return refused;
    numbers.push(number);
  }
  return numbers;
}

/** The distribution with these 10th and 90th percentiles, in the shape that the parameter's own limits call for. */
function rangeValue(low: number, high: number, declared: NumberDeclaration): Distribution {
  const isProportion = isShare(declared.unit) && declared.max === 1;
  const shape = low <= 0 || (isProportion && high >= 1) ? 'normal' : isProportion ? 'beta' : 'lognormal';
  return { p10: low, p90: high, shape };
}

/** How far a number is off, for want of better knowledge, when it is made uncertain: a factor each way. */
const roughly = 1.4;

/** A range around a number, to begin with: wide enough to matter, and inside the parameter's limits. */
export function uncertainAround(value: number, declared: NumberDeclaration): Distribution {
  const { min, max } = declared;
  if (min < 0) {
    const reach = Math.min(0.5, (max - min) / 10);
    // With ends: what may be compounded over a run is refused when its tails would leave every range.
    return { low: Math.max(min, value - reach), mode: value, high: Math.min(max, value + reach) };
  }
  if (value <= min) {
    const reach = declared.default > min ? declared.default / 2 : (max - min) / 20;
    return rangeValue(min, round2(min + reach), declared);
  }
  // Close to the top as far up as there is room, and as far down.
  const high = value * roughly < max ? round2(value * roughly) : value + (max - value) / 2;
  const low = value * roughly < max ? round2(value / roughly) : value - (max - value) / 2;
  return high > low
    ? rangeValue(Math.max(min, low), Math.min(max, high), declared)
    : rangeValue(round2(value / roughly), value, declared);
}

/** The one number that a distribution is replaced by: the likeliest where it has one, else its middle. */
export function middleNumber(value: unknown, declared: NumberDeclaration): number | undefined {
  if (!isDistribution(value)) return undefined;
  if ('mode' in value) return value.mode;
  if ('values' in value)
    return value.values.toSorted((one, other) => one - other)[Math.floor((value.values.length - 1) / 2)];
  const middle = Number(((value.p10 + value.p90) / 2).toPrecision(3));
  return Math.min(declared.max, Math.max(declared.min, middle));
}

function round2(value: number): number {
  return Number(value.toPrecision(2));
}

/** Words that were asked for and did not come: what they are, how many there may be, and what stands until then. */
export function wordsMissing(declared: Extract<Declared, { readonly kind: 'text' }>, stays: string): string {
  return `${declared.label} cannot be empty. ${declared.help} Up to ${String(declared.max)} characters; until then it stays at “${stays}”.`;
}

/** What was understood, in words, while it is still being typed. */
export function meaning(understood: Understood, declared: NumberDeclaration, format: Format): string {
  if (understood.kind === 'problem') return understood.message;
  const { value } = understood;
  if (value === null) return 'no limit';
  if (value === 0 && declared.zero !== undefined) return declared.zero;
  if (typeof value === 'number') return format.parameter(value, declared.unit);
  return distributionWords(value, (number) => format.field(number, declared.unit));
}

/** So many numbers of a list are told one by one. */
const mostTold = 6;

/** What is uncertain, as a sentence says it. */
export function distributionWords(value: Distribution, said: (number: number) => string): string {
  if ('mode' in value)
    return `between ${said(value.low)} and ${said(value.high)}, most likely ${said(value.mode)}`;
  if ('p10' in value) return `8 of 10 between ${said(value.p10)} and ${said(value.p90)}`;
  const { values } = value;
  if (values.length <= mostTold) return `${values.map(said).join(' or ')}, each as likely`;
  return `one of ${String(values.length)} values from ${said(Math.min(...values))} to ${said(Math.max(...values))}`;
}

/** A plain number beside a share is a share from 0 to 1, or percent when it is larger than the share could be. */
function numberIn(text: string, declared: NumberDeclaration, locale: string): number | undefined {
  const match = /^([+−-]?)\s*\D{0,3}?\s*([\d.,'’\s\u00a0\u202f]*\d[\d.,]*)\s*(%|k|m|bn)?\s*$/i.exec(
    text.trim(),
  );
  if (match === null) return undefined;
  const [, sign = '', digits = '', ending = ''] = match;
  const size = plainNumber(digits.replace(/['’\s\u00a0\u202f]/g, ''), locale);
  if (size === undefined) return undefined;
  const number = sign === '-' || sign === '−' ? -size : size;
  if (ending === '%') return round(number / 100);
  const scaled = number * (scales[ending.toLowerCase()] ?? 1);
  const meansPercent =
    ending === '' && isShare(declared.unit) && declared.max <= 1 && scaled > 1 && scaled <= 100;
  return meansPercent ? round(scaled / 100) : scaled;
}

/** 4.1 / 100 is not 0.041 in binary; what was typed in percent should come back as it was typed. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

function plainNumber(digits: string, locale: string): number | undefined {
  const decimal =
    new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.';
  const other = decimal === ',' ? '.' : ',';
  const groups = new RegExp(`^\\d{1,3}(\\${other}\\d{3})+(\\${decimal}\\d+)?$`);
  const plain = groups.test(digits) ? digits.replaceAll(other, '') : digits;
  const separators = plain.match(/[.,]/g)?.length ?? 0;
  if (separators > 1) return undefined;
  const value = Number(plain.replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
}

function refusal(value: number, declared: NumberDeclaration, format: Format): string | undefined {
  const { min, max, unit } = declared;
  if (value < min || value > max)
    return `Between ${format.parameter(min, unit)} and ${format.parameter(max, unit)}, please.`;
  if (declared.kind === 'whole' && !Number.isInteger(value))
    return `A whole number, please: ${format.field(Math.floor(value), unit)} or ${format.field(Math.ceil(value), unit)}.`;
  return undefined;
}

function example(declared: NumberDeclaration, format: Format): string {
  return `For example ${format.field(declared.default, declared.unit)}.`;
}

function problem(message: string): Understood {
  return { kind: 'problem', message };
}

/** What a field shows for a value: the number, "no limit", or a range or list as it would be typed. */
export function fieldText(value: unknown, declared: NumberDeclaration, format: Format): string {
  if (value === null) return 'no limit';
  if (value === 0 && declared.zero !== undefined) return declared.zero;
  if (typeof value === 'number') return format.field(value, declared.unit);
  return distributionText(value, (number) => format.field(number, declared.unit));
}

function distributionText(value: unknown, said: (number: number) => string): string {
  if (!isDistribution(value)) return '';
  if ('values' in value) return value.values.map(said).join(' or ');
  if ('mode' in value) return [value.low, value.mode, value.high].map(said).join(' to ');
  return [value.p10, value.p90].map(said).join(' to ');
}

export function isDistribution(value: unknown): value is Distribution {
  return Distribution.safeParse(value).success;
}

export function distributionEnds(value: unknown): readonly [number, number] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('p10' in value && 'p90' in value) return pair(value.p10, value.p90);
  if ('low' in value && 'high' in value) return pair(value.low, value.high);
  if ('values' in value && Array.isArray(value.values)) {
    const numbers = value.values.filter((one): one is number => typeof one === 'number');
    return [Math.min(...numbers), Math.max(...numbers)];
  }
  return undefined;
}

function pair(low: unknown, high: unknown): readonly [number, number] | undefined {
  return typeof low === 'number' && typeof high === 'number' ? [low, high] : undefined;
}
