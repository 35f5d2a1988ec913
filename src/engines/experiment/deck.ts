import type { Random } from '../../core/random.ts';

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

/** Fisher and Yates. */
function shuffled<T>(all: readonly T[], random: Random): T[] {
  const order = [...all];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random.uniform() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}
