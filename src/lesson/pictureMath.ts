import type { Pixels } from '../core/run.ts';

/**
 * How different two pictures are: the mean absolute difference of their red, green and blue, in
 * [0, 1]. The larger is read at the places of the smaller; both are square.
 */
export function meanDifference(a: Pixels, b: Pixels): number {
  const side = Math.min(a.width, b.width);
  let sum = 0;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [inA, inB] = [placeIn(a, row, column, side), placeIn(b, row, column, side)];
      for (let channel = 0; channel < 3; channel++) {
        sum += Math.abs((a.data[inA + channel] ?? 0) - (b.data[inB + channel] ?? 0));
      }
    }
  }
  return sum / (side * side * 3 * 255);
}

/** Where the pixel stands in the picture's data that lies at `row, column` of `side`. */
function placeIn({ width, height }: Pixels, row: number, column: number, side: number): number {
  const y = Math.floor((row * height) / side);
  const x = Math.floor((column * width) / side);
  return (y * width + x) * 4;
}

/** The mean difference over all pairs of some pictures: how much they vary; 0 of fewer than two. */
export function diversity(pictures: readonly Pixels[]): number {
  const pairs = pictures.flatMap((a, k) => pictures.slice(k + 1).map((b) => meanDifference(a, b)));
  return pairs.reduce((sum, pair) => sum + pair, 0) / Math.max(1, pairs.length);
}

/** The spread of a picture's brightness, the standard deviation of its luma in [0, 0.5]. */
export function contrast({ data }: Pixels): number {
  let [sum, squares] = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const luma =
      (0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)) / 255;
    sum += luma;
    squares += luma * luma;
  }
  const count = Math.max(1, data.length / 4);
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
}
