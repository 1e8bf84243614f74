/**
 * The sign of each strategy by its place, drawn around 0 within 6 to each side: told from all others without colour and
 * still at 9 px. Its colour and dash stand beside each other in app.css.
 */
export const strategyShapes: readonly string[] = [
  // A disc, a diamond, a square.
  'M-4.25 0a4.25 4.25 0 1 0 8.5 0a4.25 4.25 0 1 0-8.5 0z',
  'M0-5.25 5.25 0 0 5.25-5.25 0z',
  'M-4-4H4V4H-4z',
  // A triangle up, a triangle down.
  'M0-5 5.25 4.25H-5.25z',
  'M0 5-5.25-4.25H5.25z',
  // A plus, a cross, a star.
  'M-1.75-5h3.5v3.25H5v3.5H1.75V5h-3.5V1.75H-5v-3.5h3.25z',
  'M-2.6-5 0-2.4 2.6-5 5-2.6 2.4 0 5 2.6 2.6 5 0 2.4-2.6 5-5 2.6-2.4 0-5-2.6z',
  'M0-5.5 1.4-1.7 5.5-1.55 2.3 1 3.4 5 0 2.7-3.4 5-2.3 1-5.5-1.55-1.4-1.7z',
];
