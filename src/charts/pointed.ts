/** What is at the place of a chart that is pointed at: the same words for who sees it and for who hears it. */
export interface Pointed {
  readonly title: string;
  /** A fact by its name, or a sentence. */
  readonly lines: readonly (readonly [name: string, value: string] | string)[];
}

/** A row of a chart that is read as its name and its numbers. */
export function pointedRow(row: { readonly name: string; readonly text: string } | undefined): Pointed {
  return { title: row?.name ?? '', lines: row === undefined ? [] : [row.text] };
}
