/** The numbers of a chart as a table: what is read instead of the picture, and what is downloaded. */
export interface Twin {
  /** What the first cells of the rows name comes first. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TwinCell[])[];
}

export interface TwinCell {
  readonly text: string;
  /** The value behind the text, with every digit. */
  readonly value: string | number | null;
}

export function words(text: string): TwinCell {
  return { text, value: text };
}

export function number(value: number | null | undefined, text: string): TwinCell {
  return { text, value: value ?? null };
}
