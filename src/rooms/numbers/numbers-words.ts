import type { RetentionTable } from '../../../scenarios/retention-csv.ts';
import type { CannotTell } from '../../../simulations/calibration/retention-fit.ts';
import type { RetentionFit } from '../../charts/retention.ts';
import type { Format } from '../../format.ts';
import type { Period } from './periods.ts';

/** The answer: what the table says about who leaves. */
export function answerOf(
  { firstChurn, curve, periods }: RetentionFit,
  period: Period,
  format: Format,
): string {
  // What the table says itself; the model only where it says nothing.
  const left = Math.round(100 * (firstLeft(curve) ?? firstChurn.value));
  const last = curve[periods];
  const there = Math.round(100 * (last?.observed ?? last?.fitted ?? 0));
  const span = periods === 1 ? `one ${period}` : `${format.count(periods)} ${period}s`;
  return `Of 100 new customers about ${format.count(left)} leave in the first ${period}; after ${span} about ${format.count(there)} are still there.`;
}

/** Share that left in the first period, as observed. */
function firstLeft(curve: RetentionFit['curve']): number | undefined {
  const there = curve[1]?.observed ?? null;
  return there === null ? undefined : 1 - there;
}

/** How well the model stands up to ages that it was not shown. */
export function holdoutSaid({ holdout }: RetentionFit, period: Period, format: Format): string {
  if (holdout === null)
    return `With so few ${period}s there is nothing to foretell: whether the curve holds cannot be checked.`;
  const { shown, meanError, meanErrorOfConstantChurn, points } = holdout;
  const said = (gap: number) => format.gap(gap, 'share');
  const verdict =
    meanError < meanErrorOfConstantChurn
      ? `a constant churn misses by ${said(meanErrorOfConstantChurn)}`
      : `a constant churn does no worse (${said(meanErrorOfConstantChurn)})`;
  return `Shown only the first ${format.count(shown)} ${period}s, it foretells the other ${format.count(points.length)} with a mean error of ${said(meanError)}; ${verdict}.`;
}

/** What these numbers cannot tell, most important first. */
export function cannotTell(reading: RetentionFit, period: Period, format: Format): readonly string[] {
  const { customers, curve, firstChurn, heterogeneity, meanLifetime, periods, alpha, segment } = reading;
  const observed = firstLeft(curve);
  const share = (value: number) => format.value(value, 'share');
  const said: string[] = [];
  if (customers === null)
    said.push(
      'How sure any of this is: these are shares of an unknown number of customers. Say of how many.',
    );
  else if (
    firstChurn.low !== null &&
    firstChurn.high !== null &&
    observed !== undefined &&
    (observed < firstChurn.low || observed > firstChurn.high)
  )
    said.push(
      `The first ${period} and the rest with one curve: ${share(observed)} left in it, the model has ${share(firstChurn.value)} leave (95 % interval ${share(firstChurn.low)} to ${share(firstChurn.high)}). What goes into the world is the model.`,
    );
  else if (firstChurn.low !== null && firstChurn.high !== null)
    said.push(
      `The churn of the first ${period} closer than ${share(firstChurn.low)} to ${share(firstChurn.high)} (95 % interval, ${format.count(customers)} customers).`,
    );
  if (customers !== null && alpha.high === null)
    said.push('Whether customers differ at all: a churn that is the same for everybody fits as well.');
  else if (heterogeneity.low !== null && heterogeneity.high !== null)
    said.push(
      `How much customers differ closer than ${format.value(heterogeneity.low, 'index')} to ${format.value(heterogeneity.high, 'index')} (0: all alike, 1: some never leave).`,
    );
  said.push(
    `What happens after ${periods === 1 ? `the first ${period}` : `${format.count(periods)} ${period}s`}: nobody was watched for longer. The dashed curve is the model alone.`,
  );
  if (meanLifetime === null)
    said.push(
      'How long a customer stays on average: the loyal part leaves so slowly that the mean has no end.',
    );
  said.push(
    'Why they leave, and what another strategy would change: what failed payments and your own offers did is inside these numbers.',
  );
  if (segment === null)
    said.push(
      'A monthly churn: no curve by months passes through these points, so they cannot become a segment.',
    );
  return said;
}

export const reasons: Readonly<Record<CannotTell, string>> = {
  nothingWatched:
    'The table holds only the beginning of each cohort. It takes at least two later ages to fit.',
  onlyOnePeriod:
    'One period says how many left in it, and nothing about how that goes on. It takes at least two.',
  nobodyLeft: 'Nobody leaves in this table, so there is no churn to fit.',
  nobodyStayed: 'Everybody leaves in the first period of this table, so there is no curve to fit.',
};

/** What was read of the table. */
export function tableSaid(
  { cohorts, rowsRead, rowsUsed, areCounts, watchedUntil }: RetentionTable,
  format: Format,
): string {
  if (watchedUntil !== undefined)
    return `A row for each customer, watched until ${watchedUntil}; ${format.count(rowsUsed)} of ${format.count(rowsRead)} rows used, as ${cohorts.length === 1 ? 'one cohort' : `${format.count(cohorts.length)} cohorts`} by month of start.`;
  const count = cohorts.length === 1 ? 'One cohort' : `${format.count(cohorts.length)} cohorts`;
  return `${count} of ${areCounts ? 'customers' : 'shares'}; ${format.count(rowsUsed)} of ${format.count(rowsRead)} rows used.`;
}
