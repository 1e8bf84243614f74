/** The smallest churn model there is, on its own: a price ladder and a churn of one's own, nothing else (S36). */
export const ladderPrices = [29, 79, 199] as const;
export const ladderSteps = [0.02, 0.015, 0] as const;

export function twentyLines(
  churns: Float64Array,
  months: number,
  random: () => number,
): { revenue: number; customerMonths: number } {
  let revenue = 0;
  let customerMonths = 0;
  for (const churn of churns) {
    let tier = 0;
    for (let month = 0; month < months; month++) {
      revenue += ladderPrices[tier]!;
      customerMonths++;
      if (random() < churn) break;
      if (random() < ladderSteps[tier]!) tier++;
    }
  }
  return { revenue, customerMonths };
}
