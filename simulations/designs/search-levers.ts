/** The levers of a search as a unit cube: a place in it is a value for each lever, and a strategy with these values. */
import { log } from '../random/logarithm.ts';
import type { CompareStudy } from './compare.ts';
import type { Lever } from './search-reading.ts';
import { inTurn, numberAt, settingOf } from './study.ts';
import type { Parts, Trial } from './study.ts';
import { scaled } from './sweep.ts';

export class LeverCube {
  readonly #study: CompareStudy;
  readonly #strategy: number;
  readonly #levers: readonly Lever[];
  readonly #honest: boolean;

  /** `honest`: every strategy without any manipulative pattern. */
  constructor(study: CompareStudy, strategy: number, levers: readonly Lever[], honest: boolean) {
    this.#study = study;
    this.#strategy = strategy;
    this.#levers = levers;
    this.#honest = honest;
  }

  trialAt(at: readonly number[]): Trial {
    const values = this.valuesAt(at);
    const changes = this.#levers.map(({ pointers }, index) => settingOf(pointers, values[index] ?? NaN));
    if (this.#honest) changes.push((parts) => withoutManipulation(parts, this.#strategy));
    return { strategy: this.#strategy, change: inTurn(changes) };
  }

  valuesAt(at: readonly number[]): readonly number[] {
    return this.#levers.map(({ low, high, scale = 'linear', isWhole = false }, axis) => {
      const value = scaled(low, high, at[axis] ?? NaN, scale);
      return isWhole ? Math.min(Math.floor(high), Math.max(Math.ceil(low), Math.round(value))) : value;
    });
  }

  /** Places of one key are one strategy: levers of whole numbers have few. */
  key(at: readonly number[]): string {
    return this.valuesAt(at).join(' ');
  }

  /** Where a lever stands now; null for a limit that is none. */
  present({ pointers }: Lever): number | null {
    const [pointer] = pointers;
    return pointer === undefined ? null : numberAt(this.#study, pointer);
  }

  /** Where the strategy stands now, in the cube; a value beyond a lever's range at its nearest end. */
  presentPlace(): readonly number[] {
    return this.#levers.map((lever) => {
      const { low, high, scale = 'linear' } = lever;
      const value = Math.min(high, Math.max(low, this.present(lever) ?? high));
      if (high === low) return 0;
      return scale === 'linear' ? (value - low) / (high - low) : log(value / low) / log(high / low);
    });
  }
}

function withoutManipulation({ world, strategies }: Parts, strategy: number): Parts {
  const none = { sneaking: 0, obstruction: 0, hiddenCost: 0, nagging: 0, confirmShaming: 0 };
  return {
    world,
    strategies: strategies.map((each, index) =>
      index === strategy ? { ...each, manipulation: none } : each,
    ),
  };
}
