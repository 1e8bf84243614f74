/** The sources behind the defaults: a file of their own, fetched when the page is otherwise ready. */
export interface Evidence {
  readonly id: string;
  readonly parameter: string;
  readonly source: string;
  /** strong, medium, weak or assumption. */
  readonly confidence: string;
}

class EvidenceShelf {
  #all: Readonly<Record<string, Evidence>> = $state.raw({});
  #asked = false;

  /** Evidence behind an id; undefined until it has been fetched, and for an assumption. */
  of(id: string | undefined): Evidence | undefined {
    return id === undefined ? undefined : this.#all[id];
  }

  async fetch(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    const { default: all } = await import('../../scenarios/evidence.json');
    this.#all = Object.fromEntries(
      all.map(({ id, parameter, source, confidence }) => [id, { id, parameter, source, confidence }]),
    );
  }
}

export const evidence = new EvidenceShelf();
