/** What is at the place of a chart that is pointed at: the same words for who sees it and for who hears it. */
export interface Pointed {
  readonly title: string;
  /** A fact by its name, or a sentence. */
  readonly lines: readonly (readonly [name: string, value: string] | string)[];
}
