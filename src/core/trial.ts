/** Numbers by name, as a graph gives them. */
export type Answers = Readonly<Record<string, ArrayLike<number>>>;

/** What is wrong with some numbers by themselves. */
export type Fault = 'notFinite' | 'flat';

/** The attention of a first token is 1 everywhere, and right: fewer numbers than these may be equal. */
const smallestPicture = 1024;
/** A second device must be faster by this share to be worth its memory. */
const worthwhile = 0.9;

/**
 * How far an answer lies from the known one: the largest difference of any number, as a share of the
 * largest number of its output; Infinity where an output is missing, of another length or not finite.
 */
export function missOf(known: Answers, answer: Answers): number {
  let worst = 0;
  for (const [name, expected] of Object.entries(known)) {
    const got = answer[name];
    if (got?.length !== expected.length) return Infinity;
    worst = Math.max(worst, missOfOne(expected, got));
  }
  return worst;
}

function missOfOne(expected: ArrayLike<number>, got: ArrayLike<number>): number {
  let [largest, apart] = [0, 0];
  for (let k = 0; k < expected.length; k++) {
    const [a, b] = [expected[k] ?? 0, got[k] ?? NaN];
    if (!Number.isFinite(b) && a !== b) return Infinity;
    if (!Number.isFinite(a)) {
      if (a !== b) return Infinity;
      continue;
    }
    largest = Math.max(largest, Math.abs(a));
    apart = Math.max(apart, Math.abs(a - b));
  }
  return largest === 0 ? apart : apart / largest;
}

/** NaN anywhere, or one and the same number all over an output as large as a picture; null where all is well. */
export function faultOf(answer: Answers): Fault | null {
  for (const numbers of Object.values(answer)) {
    const first = numbers[0];
    let isFlat = numbers.length >= smallestPicture;
    for (let k = 0; k < numbers.length; k++) {
      if (Number.isNaN(numbers[k])) return 'notFinite';
      isFlat &&= numbers[k] === first;
    }
    if (isFlat) return 'flat';
  }
  return null;
}

/** Whether a device that took `otherMs` is enough faster than one that took `sureMs`. */
export function isWorthwhile(sureMs: number, otherMs: number): boolean {
  return otherMs < sureMs * worthwhile;
}
