import type { Random } from '../../core/random.ts';
import { shuffled } from '../../core/shuffled.ts';

/** Examples in random order, dealt a batch at a time; shuffled anew when all were dealt. */
export class Deck<T> {
  readonly #random: Random;
  #left: T[] = [];
  readonly #all: readonly T[];

  constructor(all: readonly T[], random: Random) {
    if (all.length === 0) throw new Error('an empty deck');
    this.#all = all;
    this.#random = random;
  }

  get size(): number {
    return this.#all.length;
  }

  deal(count: number): T[] {
    return Array.from({ length: count }, () => this.#next());
  }

  #next(): T {
    if (this.#left.length === 0) this.#left = shuffled(this.#all, this.#random);
    return this.#left.pop() as T;
  }
}
