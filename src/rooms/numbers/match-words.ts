import { leastWatched } from '../../../simulations/designs/retention-match.ts';
import type { MatchReading } from '../../../simulations/designs/retention-match.ts';
import type { Format } from '../../format.ts';
import type { Shown } from '../experiment/shown.ts';

/** Mean gaps below this are no matter: the shares of a table are seldom known better. */
const near = 0.01;
/** A churn below this is as good as none. */
const leastChurn = 0.001;

export interface Agreement {
  /** What comes of the table's churn as it is. */
  readonly asFitted: string;
  /** What would have to stand in the world instead; empty where nothing would. */
  readonly instead: string;
}

/** Whether the simulation agrees with the table, in words. */
export function agreementSaid(
  { asFitted, found, compared, strategy }: MatchReading,
  format: Format,
): Agreement {
  const last = compared.at(-1);
  const simulated = last === undefined ? undefined : asFitted.shares[last.month];
  if (last === undefined || simulated === undefined || asFitted.meanGap === null)
    return {
      asFitted: `No age of the table is reached by ${format.count(leastWatched)} simulated customers within the run, so nothing can be compared: a longer run, or more futures, would tell.`,
      instead: '',
    };
  const share = (value: number) => format.value(value, 'share', near);
  const gap = (value: number | null) => format.gap(value ?? NaN, 'share');
  if (isNear(asFitted.meanGap))
    return {
      asFitted: `Simulated under “${strategy}”, customers with this churn stay as the table says (mean gap ${gap(asFitted.meanGap)}).`,
      instead: '',
    };
  const [way, why] =
    simulated < last.share
      ? [
          'leave sooner',
          'What world and strategy do to them is in the table already, and would come on top once more.',
        ]
      : [
          'stay longer',
          'In this world and under this strategy getting out takes time, and contracts bind: wishes come earlier than leaving.',
        ];
  const there =
    share(simulated) === share(last.share)
      ? `on average over the ages they miss it by ${gap(asFitted.meanGap)}`
      : `after ${months(last.month, format)} ${share(simulated)} are still there, not ${share(last.share)}`;
  const { firstMonthChurn, churnHeterogeneity } = found.churn;
  const values = `${format.value(firstMonthChurn, 'share', near / 10)} who want out in the first month, and differences of ${format.value(churnHeterogeneity, 'index')}`;
  return {
    asFitted: `Simulated under “${strategy}”, customers with this churn ${way} than the table says: ${there}. ${why}`,
    instead: isNear(found.meanGap)
      ? `With ${values}, the simulation meets the table (mean gap ${gap(found.meanGap)}).`
      : `The nearest it comes is ${gap(found.meanGap)} away on average, with ${values}.${
          firstMonthChurn < leastChurn
            ? ' Even customers who never want out by themselves leave sooner than the table says: failed payments, or what else makes them leave, are too high in this world.'
            : ''
        }`,
  };
}

/** The simulation comes nearer to the table with the churn found than with that of the table. */
export function isCorrection({ asFitted, found }: MatchReading): boolean {
  return asFitted.meanGap !== null && !isNear(asFitted.meanGap) && (found.meanGap ?? 1) < asFitted.meanGap;
}

function isNear(gap: number | null): boolean {
  return gap !== null && gap < near;
}

function months(count: number, format: Format): string {
  return count === 1 ? 'one month' : `${format.count(count)} months`;
}

/** Ages that the run is too short for, or reaches with too few. */
export function leftOutSaid({ compared, leftOut, months: length }: MatchReading, format: Format): string {
  return leftOut === 0 || compared.length === 0
    ? ''
    : `Ages that fewer than ${format.count(leastWatched)} simulated customers reach in the ${months(length, format)} of the run are neither compared nor drawn.`;
}

export function matchStatus(
  { phase, current, isRefining }: Pick<Shown, 'phase' | 'current' | 'isRefining'>,
  reading: MatchReading | undefined,
  format: Format,
): string {
  if (reading === undefined) return phase === 'failed' ? 'No answer' : 'Simulating customers with this churn';
  if (!current)
    return phase === 'stopped' ? 'Stopped; this answers an earlier question' : 'Working on the new question';
  const tries = reading.tries === 1 ? 'One try' : `${format.count(reading.tries)} tries`;
  const count = `${tries} of ${format.count(reading.replications)} futures each`;
  if (phase === 'stopped') return `Stopped after ${count}`;
  return isRefining ? `${count}, being refined` : count;
}
