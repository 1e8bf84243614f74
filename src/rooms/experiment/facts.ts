/** A chart's numbers as text: the same words as its tooltip. */
export interface Facts {
  readonly columns: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly string[])[];
}
