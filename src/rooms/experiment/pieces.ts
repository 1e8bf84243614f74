import type { Piece } from '../compare/headline.ts';

export function text(words: string): Piece {
  return { kind: 'text', text: words };
}

export function number(words: string): Piece {
  return { kind: 'number', text: words };
}

export function named(strategy: number, words: string): Piece {
  return { kind: 'strategy', strategy, text: words };
}

/** A headline: the answer, and what has to be known about it. */
export interface Said {
  readonly answer: readonly Piece[];
  readonly detail: readonly Piece[];
}
