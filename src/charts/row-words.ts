/** Below this width the name of a row and its numbers stand on a line each. */
const narrow = 460;
const lineHeight = 16;

/** How much higher a row is for its second line of words; 0 where one line holds both. */
export function secondLine(width: number): number {
  return width < narrow ? lineHeight : 0;
}
