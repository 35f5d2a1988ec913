import { Failure } from './failure.ts';
import { fields, list, maybe, number, oneOf, text, whole, type Schema } from './schema.ts';
import type { Answers } from './trial.ts';

/** The numbers of one input: some to be repeated, or amplitude * sin(rate * k * k) for the k-th. */
export interface KnownFeed {
  type: 'float32' | 'int64' | 'int32' | 'bool';
  dims: readonly number[];
  numbers?: readonly number[];
  /** [amplitude, rate] */
  chirp?: readonly number[];
}

/** Every `every`-th number of an output of `length`; null where it is masked out. */
export interface KnownAnswer {
  length: number;
  every: number;
  /** The largest number of the whole output. */
  largest: number;
  numbers: readonly (number | null)[];
}

/** A graph of a shipped pack, what it can be fed, and what it then answers on a device that is right. */
export interface KnownGraph {
  /** The pack's folder. */
  pack: string;
  /** As its engine names it. */
  stage: string;
  path: string;
  sha256: string;
  /** How often a usual run asks it. */
  calls: number;
  feeds: Readonly<Record<string, KnownFeed>>;
  answers: Readonly<Record<string, KnownAnswer>>;
}

const size = whole(0, 2 ** 24);
const feed = fields<KnownFeed>({
  type: oneOf(['float32', 'int64', 'int32', 'bool']),
  dims: list(size, 8),
  numbers: maybe(list(number(), 4096)),
  chirp: maybe(list(number(), 2)),
});
const answer = fields<KnownAnswer>({
  length: size,
  every: whole(1, 2 ** 24),
  largest: number(0),
  numbers: list<number | null>(
    (value, where) => (value === null ? null : number()(value, where)),
    4096,
  ),
});
const graph = fields<KnownGraph>({
  pack: text(100),
  stage: text(100),
  path: text(200),
  sha256: text(64),
  calls: whole(1, 10_000),
  feeds: byName(feed),
  answers: byName(answer),
});
const file = fields<{ graphs: KnownGraph[] }>({ graphs: list(graph, 100) });

function byName<T>(of: Schema<T>): Schema<Readonly<Record<string, T>>> {
  return (value, where) => {
    const named = Object.entries(Object(value) as Record<string, unknown>);
    return Object.fromEntries(named.map(([name, item]) => [name, of(item, `${where}.${name}`)]));
  };
}

/** Reads models/known.json; one that is none is an `unreadable` Failure. */
export function parseKnown(json: string): KnownGraph[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Failure('unreadable');
  }
  return file(value, 'known').graphs;
}

/** The numbers of a feed, as training/golden/known.py makes them. */
export function numbersOf({ dims, numbers = [], chirp }: KnownFeed): number[] {
  const length = dims.reduce((product, side) => product * side, 1);
  const [amplitude = 0, rate = 0] = chirp ?? [];
  return Array.from({ length }, (_, k) =>
    chirp === undefined ? (numbers[k % numbers.length] ?? 0) : amplitude * Math.sin(rate * k * k),
  );
}

/**
 * How far a graph's answer lies from the known one: the largest difference of the kept numbers as a
 * share of the output's largest; Infinity where one is missing, of another length or not finite.
 */
export function missOfKnown(known: KnownGraph['answers'], answer: Answers): number {
  return Math.max(
    ...Object.entries(known).map(([name, { length, every, largest, numbers }]) => {
      const got = answer[name];
      if (got?.length !== length) return Infinity;
      const apart = numbers.map((expected, k) => {
        const value = got[k * every] ?? NaN;
        if (expected === null) return Number.isFinite(value) ? Infinity : 0;
        return Number.isFinite(value) ? Math.abs(value - expected) : Infinity;
      });
      return Math.max(0, ...apart) / (largest === 0 ? 1 : largest);
    }),
  );
}
