import type { Pixels } from '../../src/core/run.ts';

/** The picture averaged down to `side` x `side`, as RGB in [0, 255]. */
export function thumbnail({ width, height, data }: Pixels, side: number): Float64Array {
  const sums = new Float64Array(side * side * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cell = Math.floor((y * side) / height) * side + Math.floor((x * side) / width);
      for (let rgb = 0; rgb < 3; rgb++) {
        sums[3 * cell + rgb] = (sums[3 * cell + rgb] ?? 0) + (data[4 * (y * width + x) + rgb] ?? 0);
      }
    }
  }
  return sums.map((sum) => (sum * side * side) / (width * height));
}

/** The mean of the absolute differences of two lists of numbers. */
export function meanDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`${a.length} numbers against ${b.length}`);
  const differences = Array.from(a, (value, k) => Math.abs(value - (b[k] ?? NaN)));
  return differences.reduce((sum, difference) => sum + difference, 0) / differences.length;
}
