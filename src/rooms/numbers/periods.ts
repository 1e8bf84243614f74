/** What a column of a table of survivors may count. */
export type Period = 'month' | 'quarter' | 'year';

export const periodMonths: Readonly<Record<Period, number>> = { month: 1, quarter: 3, year: 12 };

/**
 * What the room begins with, so that it shows what it is for: a published cohort (Fader and Hardie 2007, "How to project
 * customer retention", table 1, the high-end customers), of 1000 customers year by year.
 */
export const example = {
  name: 'the example',
  period: 'year',
  text: 'cohort,0,1,2,3,4,5,6,7,8,9,10,11,12\nHigh end,1000,869,743,653,593,551,517,491,468,445,427,409,394\n',
} as const;
