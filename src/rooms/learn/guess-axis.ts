import { scaleLinear } from 'd3';
import type { Format } from '../../format.ts';
import type { Size, Tick } from '../../charts/frame.ts';
import { changeText } from './lesson-answer.ts';
import type { LessonAnswer } from './lesson-answer.ts';

export interface PlacedGuess {
  readonly ticks: readonly Tick[];
  readonly zero: number;
  readonly guess: number | undefined;
  /** What came out: its mean, and where 8 of 10 futures lie. */
  readonly came: { readonly at: number; readonly from: number; readonly to: number } | undefined;
}

/** The axis of a guess, wide enough for the guess, which may be typed beyond it, and for what came out. */
export function placeGuess(
  { low, high }: { readonly low: number; readonly high: number },
  guess: number | undefined,
  answer: LessonAnswer | undefined,
  { width }: Size,
  format: Format,
): PlacedGuess {
  const ends = [
    low,
    high,
    ...(guess === undefined ? [] : [guess]),
    ...(answer === undefined ? [] : [answer.from, answer.to, answer.change]),
  ];
  const x = scaleLinear([Math.min(...ends), Math.max(...ends)], [24, Math.max(60, width - 24)]);
  return {
    ticks: x.ticks(Math.max(2, Math.floor(width / 90))).map((value) => ({
      at: x(value),
      text: changeText(value, format),
    })),
    zero: x(0),
    guess: guess === undefined ? undefined : x(guess),
    came: answer === undefined ? undefined : { at: x(answer.change), from: x(answer.from), to: x(answer.to) },
  };
}
