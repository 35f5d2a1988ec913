import type { Random } from './random.ts';

/** The same things in random order (Fisher and Yates). */
export function shuffled<T>(all: readonly T[], random: Random): T[] {
  const order = [...all];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random.uniform() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}
