import type { Movements } from '../../../simulations/tables/movements.ts';
import type { BarRow } from '../../charts/bar-rows.ts';
import type { Format } from '../../format.ts';

const causes = [
  ['expansionUpgrade', 'Higher plan', 'moving to a higher plan'],
  ['expansionAddOn', 'Add-on', 'add-ons'],
  ['expansionBundle', 'Bundle', 'the bundle'],
  ['expansionSeats', 'More seats', 'more seats'],
  ['expansionUsage', 'More usage', 'more usage'],
] as const;

/** Causes of expansion, the larger first; a cause that never happens is left out. */
export function causeRows(movements: readonly Movements[], format: Format): BarRow[] {
  return causes
    .map(([cause, name]) => ({
      name,
      bars: movements.map(({ expansionByCause }) => ({
        value: expansionByCause[cause],
        text: format.value(expansionByCause[cause], 'money'),
      })),
    }))
    .filter(({ bars }) => bars.some(({ value }) => value > 0))
    .sort((a, b) => (b.bars[0]?.value ?? 0) - (a.bars[0]?.value ?? 0));
}

export function causeSummary(
  movements: readonly Movements[],
  names: readonly string[],
  format: Format,
): string {
  return movements
    .map(({ expansionByCause }, index) => {
      const name = names[index] ?? '';
      const total = causes.reduce((sum, [cause]) => sum + expansionByCause[cause], 0);
      if (!(total > 0)) return `Nothing expands under ${name}.`;
      const [largest, , said] = causes.reduce((best, one) =>
        expansionByCause[one[0]] > expansionByCause[best[0]] ? one : best,
      );
      return `Under ${name} ${format.percent(expansionByCause[largest] / total)} comes from ${said}.`;
    })
    .join(' ');
}
