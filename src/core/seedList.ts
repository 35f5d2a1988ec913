import { why } from './detail.ts';
import { Failure } from './failure.ts';

const largestSeed = 0xffff_ffff;

/**
 * The seeds of a list as people write it: "7, 12, 20-23". What is no seed, and a list of more than
 * `most`, is a `badInput` Failure that says so; an empty text is an empty list.
 */
export function parseSeeds(typed: string, most: number): number[] {
  const parts = typed.split(/[,;\s]+/).filter((part) => part !== '');
  const ranges = parts.map(rangeOf);
  const count = ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  if (count > most) throw new Failure('badInput', why('seedListLong', count, most));
  return ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, k) => from + k));
}

function rangeOf(part: string): readonly [from: number, to: number] {
  const [, first = '', last = first] = /^(\d{1,10})(?:[-–](\d{1,10}))?$/.exec(part) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (first === '' || from > to || to > largestSeed) {
    throw new Failure('badInput', why('seedListOdd', part));
  }
  return [from, to];
}
