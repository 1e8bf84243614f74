import type { Tables } from '../../../simulations/tables/tables.ts';
import type { BarRow } from '../../charts/bar-rows.ts';
import type { Format } from '../../format.ts';

const contracts = ['A monthly contract', 'An annual contract', 'A multi-year contract'];

/** Churn by number of add-ons and by contract; what nobody has is left out. */
export function observedRows(tables: readonly Pick<Tables, 'observedChurn'>[], format: Format): BarRow[] {
  const most = (tables[0]?.observedChurn.byProducts.length ?? 1) - 1;
  const products = Array.from({ length: most + 1 }, (_, count) =>
    count === 0
      ? 'No add-on'
      : count === 1
        ? 'One add-on'
        : `${String(count)} add-ons${count === most ? ' or more' : ''}`,
  );
  const rowsOf = (names: readonly string[], of: 'byProducts' | 'byContract') =>
    names.map((name, row) => {
      const parts = tables.map(({ observedChurn }) => observedChurn[of][row]);
      return {
        name,
        note: `${parts.map((part) => format.value(part?.customerMonths ?? 0, 'count')).join(' and ')} customer-months`,
        bars: parts.map((part) => ({
          value: part?.churn ?? null,
          text: format.value(part?.churn ?? null, 'share'),
        })),
      };
    });
  return [...rowsOf(products, 'byProducts'), ...rowsOf(contracts, 'byContract')].filter(({ bars }) =>
    bars.some(({ value }) => value !== null),
  );
}
