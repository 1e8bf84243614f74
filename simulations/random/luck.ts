/*
 * Luck is a function of an address and keeps no sequential state: asking again, in another order, or on another
 * worker gives the same number; asking for something new changes nobody else's (model page, section "Luck").
 *   key     = (seed word 0, seed word 1, seed word 2, replication)
 *   counter = (a, b, c << 16 | occurrence, decision)
 * a, b, c say who asks. A customer: a = arrival index * 4 + channel, b = hash of the segment, c = arrival month.
 * Whatever is not a customer (arrivals, macro shock, parameter draws) takes a `b` of its own, hash32 of its name.
 * decision: low 8 bits the decision's number, upper 24 bits a sub-key (hash24 of an add-on's id, or 0). A new
 * decision takes a number nobody has; numbers are never reused, so that adding one changes no other.
 * occurrence: the month, the k-th offer, the k-th ticket, 0 to 131071. One address gives one block of four words, which is
 * two uniforms, so the counter's occurrence is half of it: occurrences 2k and 2k + 1 are the halves of block k. The second
 * half is kept until another customer asks, as it is usually asked for next; that saves work and decides nothing.
 */
import type { SeedKey } from './key.ts';
import { threefryFour } from './threefry-four.ts';
import { threefry4x32 } from './threefry.ts';
import type { i32 } from '../numbers.ts';

/** The first number no block of an address may reach, nor `c`. */
export const BLOCKS = 65536;

// A real number: as a whole one the product would have to fit into 32 bits.
const TWO_TO_27: number = 134217728;
const TWO_TO_MINUS_53 = 1 / 9007199254740992;

/** What samplers that need more than one number ask for; `Luck` is the one implementation outside tests. */
export interface PairSource {
  uniformPair(decision: i32, block: i32, out: Float64Array): void;
}

/** Second halves are kept by the decision's number, so by the low 8 bits. */
const KEPT = 256;

export class Luck implements PairSource {
  // Words live in typed arrays: as plain fields those above 31 bits would be boxed in browsers, at each write.
  private readonly key = new Int32Array(4);
  private readonly counter = new Int32Array(4);
  private readonly block = new Int32Array(4);
  private readonly words = new Int32Array(16);
  private readonly month = new Int32Array(1);
  // Second halves that were not asked for yet: whose they are, of which block, and for whom. A real number, so that it
  // never comes round again.
  private readonly keptDecision = new Int32Array(KEPT);
  private readonly keptBlock = new Int32Array(KEPT);
  private readonly keptFor = new Float64Array(KEPT);
  private readonly kept = new Float64Array(KEPT);
  private readonly asker = new Float64Array([1]);

  constructor(seed: SeedKey) {
    this.key.set(seed);
  }

  /** Sets the replication, 0 to 2^32 - 1. */
  replication(index: i32): void {
    this.key[3] = index;
    this.asker[0]! += 1;
  }

  /** Sets who asks: a and b any 32-bit words, c from 0 to 65535. */
  entity(a: i32, b: i32, c: i32): void {
    this.counter[0] = a;
    this.counter[1] = b;
    this.month[0] = c << 16;
    this.asker[0]! += 1;
  }

  /** Uniform in (0, 1): an odd multiple of 2^-53, so never 0 nor 1, 1 - u exact, and symmetric about a half. */
  uniform(decision: i32, occurrence: i32): number {
    const block = occurrence >>> 1;
    const place = decision & (KEPT - 1);
    const words = this.block;
    if ((occurrence & 1) === 1) {
      if (
        this.keptFor[place] === this.asker[0] &&
        this.keptBlock[place] === block &&
        this.keptDecision[place] === decision
      )
        return this.kept[place]!;
      this.draw(decision, block);
      return open(words[2]!, words[3]!);
    }
    this.draw(decision, block);
    this.kept[place] = open(words[2]!, words[3]!);
    this.keptFor[place] = this.asker[0]!;
    this.keptBlock[place] = block;
    this.keptDecision[place] = decision;
    return open(words[0]!, words[1]!);
  }

  /**
   * The two uniforms of each of several blocks, four of which take machine code little longer than one: for what is sure to be
   * asked for together. Both lists are as long, a multiple of four.
   */
  uniforms(decisions: Int32Array, blocks: Int32Array, out: Float64Array): void {
    const { key, counter, words } = this;
    for (let first = 0; first < decisions.length; first += 4) {
      threefryFour(key, counter[0]!, counter[1]!, this.month[0]!, decisions, blocks, first, words);
      for (let lane = 0; lane < 4; lane++) {
        out[2 * (first + lane)] = open(words[lane]!, words[lane + 4]!);
        out[2 * (first + lane) + 1] = open(words[lane + 8]!, words[lane + 12]!);
      }
    }
  }

  /** Both uniforms of a block: those of occurrences 2 · block and 2 · block + 1. */
  uniformPair(decision: i32, block: i32, out: Float64Array): void {
    this.draw(decision, block);
    const words = this.block;
    out[0] = open(words[0]!, words[1]!);
    out[1] = open(words[2]!, words[3]!);
  }

  /** A 32-bit word (signed) that shares no bit with the block's first uniform: the block's last. */
  word(decision: i32, block: i32): i32 {
    this.draw(decision, block);
    return this.block[3]!;
  }

  private draw(decision: i32, block: i32): void {
    const counter = this.counter;
    counter[2] = this.month[0]! | block;
    counter[3] = decision;
    threefry4x32(this.key, counter, this.block);
  }
}

/** 26 bits of each word over a grid of odd numerators: (2k + 1) / 2^53 with k from 0 to 2^52 - 1, exact. */
function open(high: i32, low: i32): number {
  return ((high >>> 6) * TWO_TO_27 + (low >>> 6) * 2 + 1) * TWO_TO_MINUS_53;
}
