/**
 * Operations whose numbers are written in the source, or are constants: worked out here, with JavaScript's meaning. Whole numbers
 * of AssemblyScript would be cut off at 32 bits, or become such of 64.
 */
import ts from 'typescript';
import { numberIn, realText, wholeOrRealText } from './number-text.ts';

const K = ts.SyntaxKind;

const SUMS: Partial<Record<ts.SyntaxKind, (a: number, b: number) => number>> = {
  [K.PlusToken]: (a, b) => a + b,
  [K.MinusToken]: (a, b) => a - b,
  [K.AsteriskToken]: (a, b) => a * b,
};

const BITS: Partial<Record<ts.SyntaxKind, (a: number, b: number) => number>> = {
  [K.AmpersandToken]: (a, b) => a & b,
  [K.BarToken]: (a, b) => a | b,
  [K.CaretToken]: (a, b) => a ^ b,
  [K.LessThanLessThanToken]: (a, b) => a << b,
  [K.GreaterThanGreaterThanToken]: (a, b) => a >> b,
};

/** Text of what two numbers come to; undefined when one is none, or for another operator. */
export function ofNumbers(left: string, operator: ts.SyntaxKind, right: string): string | undefined {
  const [a, b] = [numberIn(left), numberIn(right)];
  if (a === undefined || b === undefined) return undefined;
  if (operator === K.SlashToken) return realText(a.value / b.value);
  const bits = BITS[operator]?.(a.value, b.value);
  if (bits !== undefined) return bits.toFixed(0);
  const sum = SUMS[operator]?.(a.value, b.value);
  if (sum === undefined) return undefined;
  return a.isWhole && b.isWhole ? wholeOrRealText(sum) : realText(sum);
}

/** The same of a minus before a number: what becomes -0 is real. */
export function ofNumber(operator: ts.PrefixUnaryOperator, operand: string): string | undefined {
  const number = operator === K.MinusToken ? numberIn(operand) : undefined;
  if (number === undefined) return undefined;
  return number.isWhole ? wholeOrRealText(-number.value) : realText(-number.value);
}
