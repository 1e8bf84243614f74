import { readScenario } from '../../scenarios/read.ts';
import type { Problem } from '../../simulations/parameters/problem.ts';
import type { Draft } from '../state/draft.svelte.ts';
import { textOf } from './file.ts';
import { unpacked } from './link.ts';

export interface Refused {
  /** A file's name, or "The link". */
  readonly what: string;
  /** A damaged link did not even unpack. */
  readonly from: 'file' | 'link' | 'damaged link';
  readonly problems: readonly Problem[];
  readonly more: number;
}

const theLink = 'The link';

/** What comes in from outside: files, links and cases. Whatever they hold, the own work stays. */
export class Arrivals {
  refused: Refused | undefined = $state.raw();
  readonly #draft: Draft;
  #request = 0;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  async openFile(file: File): Promise<void> {
    const content = await textOf(file);
    if (content.kind === 'refused') this.#refuse(content.name, 'a scenario file', content.reason, 'file');
    else this.openText(content.name, content.text);
  }

  /** A scenario takes the place of the current work, which undo brings back. */
  openText(what: string, text: string): void {
    // A link that is still being unpacked came before: it is not looked at any more.
    this.#request++;
    const reading = readScenario(text);
    if (reading.kind === 'problems') this.refused = { what, from: 'file', ...reading };
    else this.#draft.open(reading.scenario);
  }

  /** A link is looked at before it is taken; only the last of several counts. */
  async openLink(code: string): Promise<void> {
    const request = ++this.#request;
    const content = await unpacked(code);
    if (request !== this.#request) return;
    if (content.kind === 'refused') {
      this.#refuse(theLink, 'a scenario', content.reason, 'damaged link');
      return;
    }
    const reading = readScenario(content.text);
    if (reading.kind === 'problems') this.refused = { what: theLink, from: 'link', ...reading };
    else this.#draft.look(reading.scenario);
  }

  #refuse(what: string, expected: string, hint: string, from: 'file' | 'damaged link'): void {
    this.refused = {
      what,
      from,
      problems: [
        { path: '', found: from === 'file' ? 'something else' : 'what does not unpack', expected, hint },
      ],
      more: 0,
    };
  }
}
