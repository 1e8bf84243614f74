import type { ConditionReading } from '../../../simulations/designs/claim.ts';
import type { Estimate } from '../../charts/intervals.ts';
import { number, words } from '../../charts/twin.ts';
import type { Twin } from '../../charts/twin.ts';
import type { Format } from '../../format.ts';
import type { Facts } from '../experiment/facts.ts';
import { effectWords, expectedWords, formOf, verdictNames } from './claim-words.ts';
import type { EffectForm } from './claim-words.ts';
import type { Entry, Finding } from './ledger.ts';

function conditionForm(entry: Entry, index: number): EffectForm {
  return formOf(entry.conditions[index]?.effect ?? { kind: '' });
}

/** The ledger's estimate and that of the run here, one under the other, as far as they exist. */
export function estimatesOf(
  entry: Entry,
  index: number,
  kept: Finding | undefined,
  live: Finding | undefined,
  format: Format,
): readonly Estimate[] {
  return sourcesOf(kept, live).flatMap(({ name, finding }) => {
    const condition = finding.conditions[index];
    if (condition === undefined) return [];
    const { value, low, high } = condition;
    if (value === null || low === null || high === null) return [];
    const said = effectWords(condition, conditionForm(entry, index), format);
    const from = `${name}, ${format.count(finding.replications)} futures`;
    return [{ name: from, text: `${said.value} (${said.range})`, value, low, high }];
  });
}

export function intervalTwin(
  entry: Entry,
  index: number,
  kept: Finding | undefined,
  live: Finding | undefined,
  format: Format,
): Twin {
  return {
    columns: ['From', 'Futures', 'Effect', '95 % interval from', 'to', 'Verdict'],
    rows: sourcesOf(kept, live).flatMap(({ name, finding }) => {
      const condition = finding.conditions[index];
      if (condition === undefined) return [];
      const end = (value: number | null) =>
        number(value, effectWords({ ...condition, value }, conditionForm(entry, index), format).value);
      return [
        [
          words(name),
          number(finding.replications, format.count(finding.replications)),
          end(condition.value),
          end(condition.low),
          end(condition.high),
          words(verdictNames[condition.verdict]),
        ],
      ];
    }),
  };
}

export function intervalSummary(
  entry: Entry,
  index: number,
  condition: ConditionReading,
  format: Format,
): string {
  const form = conditionForm(entry, index);
  const said = effectWords(condition, form, format);
  const wanted = expectedWords(condition.expected, condition.unit, form, format);
  return `${said.value}, 95 % interval ${said.range}. Expected: ${wanted}, the tinted part of the axis. ${verdictNames[condition.verdict]}.`;
}

export interface Effects {
  /** Whether a condition's axis wears signs. */
  readonly signed: readonly boolean[];
  readonly beside: Facts;
}

export function effectsOf(entry: Entry, finding: Finding, format: Format): Effects {
  return {
    signed: finding.conditions.map((_, index) => conditionForm(entry, index) === 'amount'),
    beside: {
      columns: ['What', 'Effect', '95 % interval'],
      rows: finding.beside.map((one, index) => {
        const said = effectWords(one, formOf(entry.beside?.[index]?.effect ?? { kind: '' }), format);
        return [one.name, said.value, said.range];
      }),
    },
  };
}

/** Where findings come from, the ledger first. */
export function sourcesOf(
  kept: Finding | undefined,
  live: Finding | undefined,
): readonly { readonly name: string; readonly finding: Finding }[] {
  return [
    ...(kept === undefined ? [] : [{ name: 'Ledger', finding: kept }]),
    ...(live === undefined ? [] : [{ name: 'Here', finding: live }]),
  ];
}
