import type { Expectation, Verdict } from '../../../simulations/designs/claim-effect.ts';
import type { ClaimUnit, EffectReading, Robustness } from '../../../simulations/designs/claim.ts';
import type { Flip } from '../../../simulations/designs/flip.ts';
import type { Unit } from '../../../simulations/reading.ts';
import { normal975 } from '../../../simulations/statistics/student-t.ts';
import { lastPlace } from '../../format.ts';
import type { Format } from '../../format.ts';
import type { Piece } from '../compare/headline.ts';
import type { Facts } from '../experiment/facts.ts';
import { number, text } from '../experiment/pieces.ts';
import type { Said } from '../experiment/pieces.ts';
import { countOf } from './ledger.ts';
import type { Finding, Ledger, ListedClaim } from './ledger.ts';

export const verdicts: readonly Verdict[] = ['holds', 'does not hold', 'too close to call'];
export const verdictNames: Readonly<Record<Verdict, string>> = {
  holds: 'Holds',
  'does not hold': 'Does not hold',
  'too close to call': 'Too close to call',
};

/** How an effect reads: a change wears its sign (a share of what it was, or an amount), anything else is a level. */
export type EffectForm = 'relative' | 'amount' | 'level';

export function formOf(effect: { readonly kind: string; readonly as?: string | undefined }): EffectForm {
  if (effect.kind !== 'difference' && effect.kind !== 'contrast') return 'level';
  return effect.as === 'share' ? 'relative' : 'amount';
}

/** Correlations are plain numbers. */
export function plainUnit(unit: ClaimUnit): Unit {
  return unit === 'correlation' ? 'ratio' : unit;
}

/** An end of an interval needs a digit more than its estimate, or it may seem to touch what it clears. */
function endError(low: number, high: number): number {
  return (high - low) / (2 * normal975) / 10;
}

export interface EffectWords {
  readonly value: string;
  readonly range: string;
}

export function effectWords(
  { unit, value, low, high }: EffectReading,
  form: EffectForm,
  format: Format,
): EffectWords {
  // One last place for all three: that of the largest, to two digits.
  const largest = Math.max(...[value, low, high].map((one) => Math.abs(one ?? 0)));
  const error = low === null || high === null ? null : Math.max(endError(low, high), largest / 100);
  const said = (one: number | null) => {
    if (form === 'amount') return format.difference(one, plainUnit(unit), error);
    const level = format.value(one, plainUnit(unit), error);
    return form === 'relative' && one !== null && one > 0 && /[1-9]/.test(level) ? `+${level}` : level;
  };
  return { value: said(value), range: low === null || high === null ? '' : `${said(low)} to ${said(high)}` };
}

/** What the numbers have to show. */
export function expectedWords(
  expected: Expectation,
  unit: ClaimUnit,
  form: EffectForm,
  format: Format,
): string {
  const said = (value: number) =>
    effectWords({ name: '', unit, value, low: null, high: null }, form, format).value;
  switch (expected.direction) {
    case 'higher':
      return `at least ${said(expected.by)}`;
    case 'lower':
      return `at most ${said(-expected.by)}`;
    case 'between':
      return `between ${said(expected.low)} and ${said(expected.high)}`;
  }
}

/** "It holds in 7 of 12 plausible worlds (95 % interval 32 % to 81 %)." */
export function robustnessWords({ share, low, high, of, worlds }: Robustness, format: Format): string {
  if (share === null) return 'Not yet tried in other worlds.';
  const interval =
    low === null || high === null
      ? ''
      : ` Among all that are plausible the share may be anywhere from ${format.percent(low)} to ${format.percent(high)} (95 % interval).`;
  return of === 'worlds'
    ? `It holds in ${format.count(share * worlds)} of ${format.count(worlds)} plausible worlds.${interval}`
    : `${format.percent(share)} of the pairs of ${format.count(worlds)} plausible worlds are in its order.${interval}`;
}

/** A value of a parameter with the digits that its interval supports; a factor is said as one. */
function parameterWords(
  value: number | null,
  error: number | null,
  isFactor: boolean,
  format: Format,
): string {
  if (value === null) return '–';
  const unit = 10 ** lastPlace(value, error);
  const rounded = Number((Math.round(value / unit) * unit).toPrecision(12));
  return `${isFactor ? '× ' : ''}${format.field(rounded, 'ratio')}`;
}

/** The easiest flip in a few words; flips come with the easiest first. */
export function flipWords(flips: readonly Flip[], factors: ReadonlySet<string>, format: Format): string {
  const [flip] = flips.filter(({ at }) => at !== null);
  if (flip === undefined) return flips.length === 0 ? '' : 'No parameter asked turns it';
  const isFactor = factors.has(flip.name);
  const at = parameterWords(flip.at, flipError(flip), isFactor, format);
  const now = isFactor ? '' : `, now ${parameterWords(flip.now, null, false, format)}`;
  return `${flip.name} at ${at}${now}`;
}

function flipError({ atLow, atHigh }: Flip): number | null {
  return atLow === null || atHigh === null ? null : endError(atLow, atHigh);
}

export function flipFacts(flips: readonly Flip[], factors: ReadonlySet<string>, format: Format): Facts {
  return {
    columns: ['Parameter', 'Now', 'Turns at', '95 % interval', 'Asked from', 'to'],
    rows: flips.map((flip) => {
      const said = (value: number | null, error: number | null = null) =>
        parameterWords(value, error, factors.has(flip.name), format);
      const error = flipError(flip);
      const interval =
        flip.atLow === null || flip.atHigh === null
          ? '–'
          : `${said(flip.atLow, error)} to ${said(flip.atHigh, error)}`;
      const at = flip.at === null ? 'nowhere in its range' : said(flip.at, error);
      return [flip.name, said(flip.now), at, interval, said(flip.low), said(flip.high)];
    }),
  };
}

/** The ledger in a sentence. */
export function ledgerHeadline(
  claims: readonly ListedClaim[],
  ledger: Ledger | undefined,
  format: Format,
): Said {
  const all = format.count(claims.length);
  const known = claims.filter(({ finding }) => finding !== undefined).length;
  if (known === 0)
    return {
      answer: [number(all), text(' claims, each an experiment.')],
      detail: [text('Open one and run it: the verdict comes from the numbers alone.')],
    };
  const count = (verdict: Verdict): Piece => number(format.count(countOf(claims, verdict)));
  const of = known === claims.length ? `Of ${all} claims ` : `Of ${format.count(known)} claims run so far `;
  return {
    answer: [
      text(of),
      count('holds'),
      text(' hold, '),
      count('does not hold'),
      text(' do not, and '),
      count('too close to call'),
      text(' are too close to call.'),
    ],
    detail: [
      text(
        'In the default world, by the numbers alone: the whole 95 % interval has to lie beyond the smallest effect that matters. ',
      ),
      text(
        ledger?.precision === 'quick' ? 'This is the ledger of a quick run; more futures decide more.' : '',
      ),
    ],
  };
}

export function findingSource(finding: Finding, format: Format): string {
  return `${format.count(finding.replications)} futures of ${format.span(finding.months)}`;
}
