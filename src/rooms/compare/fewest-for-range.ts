/** So many futures it takes before the outer ones say where 8 of 10 lie. */
export const fewestForRange = 20;
