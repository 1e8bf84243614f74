/** Text of the generated pages: tables, and numbers with as many digits as their error supports. */
import { format } from 'prettier';
import type { Interval } from '../../simulations/statistics/estimate.ts';

export type Shape = 'percent' | 'number' | 'months' | 'money';

/** Stands for a value that does not exist. */
export const none = '–';

/** Markdown as `npm run format` leaves it. */
export async function pageOf(lines: readonly string[]): Promise<string> {
  return format(lines.join('\n'), { parser: 'markdown' });
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A value and its Monte Carlo standard error: "3.9 ± 0.1 %". */
export function measured(
  interval: Partial<Record<'value' | 'standardError', number | null>>,
  shape: Shape,
): string {
  const { value = null, standardError = null } = interval;
  if (value === null || Number.isNaN(value)) return none;
  const known = standardError !== null && standardError > 1e-9 * Math.abs(value);
  if (!known) return plain(value, shape);
  const scale = shape === 'percent' ? 100 : 1;
  const place = placeOf(standardError * scale, value * scale);
  return unit(`${fixed(value * scale, place)} ± ${fixed(standardError * scale, place)}`, shape);
}

export function intervalText(
  { value, low, high }: { readonly [Key in keyof Interval]: number | null },
  shape: Shape,
): string {
  if (value === null) return none;
  if (low === null || high === null) return plain(value, shape);
  const scale = shape === 'percent' ? 100 : 1;
  const place = placeOf(((high - low) / 4) * scale, value * scale);
  const digits = (each: number) => fixed(each * scale, place);
  return unit(`${digits(value)} (${digits(low)} to ${digits(high)})`, shape);
}

/** A stated number, as it was given. */
export function plain(value: number, shape: Shape): string {
  if (shape === 'percent') return unit(String(Number((100 * value).toPrecision(3))), shape);
  if (shape === 'money')
    return Number(value.toPrecision(4)).toLocaleString('en-US', { maximumFractionDigits: 0 });
  return unit(String(Number(value.toPrecision(3))), shape);
}

/** Exponent of the last decimal place worth printing: one digit of the error; of an exact number three digits. */
function placeOf(error: number, value: number): number {
  const size = error > 0 ? error : Math.abs(value) / 100;
  return size > 0 ? Math.max(-6, Math.floor(Math.log10(size))) : 0;
}

function fixed(value: number, place: number): string {
  const decimals = Math.max(0, -place);
  const rounded = place > 0 ? Math.round(value / 10 ** place) * 10 ** place : value;
  const text = rounded.toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return text.replace(/^-(?=[0.,]*$)/, '').replace('-', '−');
}

function unit(number: string, shape: Shape): string {
  return shape === 'percent' ? `${number} %` : shape === 'months' ? `${number} months` : number;
}
