import type { Pixels } from './run.ts';

/**
 * A picture drawn to `side` x `side` pixels over white: each pixel is the mean of those it covers
 * where it shrinks, and lies between its neighbours where it grows.
 */
export function resized(picture: Pixels, side: number): Pixels {
  const { width, height } = picture;
  const across = weightsOf(width, side);
  const down = weightsOf(height, side);
  const data = new Uint8ClampedArray(4 * side * side).fill(255);
  for (let channel = 0; channel < 3; channel++) {
    const plane = onWhite(picture, channel);
    const narrow = new Float32Array(side * height);
    across.forEach((parts, x) => {
      for (let y = 0; y < height; y++) {
        narrow[y * side + x] = parts.reduce((sum, [at, share]) => {
          return sum + share * (plane[y * width + at] ?? 0);
        }, 0);
      }
    });
    down.forEach((parts, y) => {
      for (let x = 0; x < side; x++) {
        data[4 * (y * side + x) + channel] = parts.reduce((sum, [at, share]) => {
          return sum + share * (narrow[at * side + x] ?? 0);
        }, 0);
      }
    });
  }
  return { width: side, height: side, data };
}

/** One channel of a picture laid on white paper. */
function onWhite({ width, height, data }: Pixels, channel: number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, k) => {
    const share = (data[4 * k + 3] ?? 0) / 255;
    return 255 + share * ((data[4 * k + channel] ?? 0) - 255);
  });
}

/** Which of `from` pixels each of `to` is made of, and by what share. */
function weightsOf(from: number, to: number): (readonly [at: number, share: number])[][] {
  const width = Math.max(1, from / to);
  return Array.from({ length: to }, (_, k) => {
    const centre = ((k + 0.5) * from) / to;
    const parts: [number, number][] = [];
    const [first, last] = [Math.floor(centre - width), Math.ceil(centre + width)];
    for (let at = first; at < last; at++) {
      // A triangle as wide as what is covered: bilinear where it grows, a mean where it shrinks.
      const share = Math.max(0, 1 - Math.abs(at + 0.5 - centre) / width);
      if (share > 0) parts.push([Math.min(Math.max(at, 0), from - 1), share]);
    }
    const total = parts.reduce((sum, [, share]) => sum + share, 0);
    return parts.map(([at, share]) => [at, share / total] as const);
  });
}

/**
 * What a mask says of each cell of a grid of `side` x `side`: 1 for white, 0 for black, as the pixel at
 * the cell's corner has it (the "nearest" of torch's `interpolate`).
 */
export function maskCells({ width, height, data }: Pixels, side: number): Float32Array {
  return Float32Array.from({ length: side * side }, (_, cell) => {
    const x = Math.floor(((cell % side) * width) / side);
    const y = Math.floor((Math.floor(cell / side) * height) / side);
    const [red = 0, green = 0, blue = 0] = data.subarray(
      4 * (y * width + x),
      4 * (y * width + x) + 3,
    );
    return 0.299 * red + 0.587 * green + 0.114 * blue >= 127.5 ? 1 : 0;
  });
}

/** A picture [3, size, size] in [-1, 1], as an encoder reads it. */
export function sampleOf({ width, height, data }: Pixels): Float32Array {
  const area = width * height;
  return Float32Array.from({ length: 3 * area }, (_, k) => {
    return (data[4 * (k % area) + Math.floor(k / area)] ?? 0) / 127.5 - 1;
  });
}
