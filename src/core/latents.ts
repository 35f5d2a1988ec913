import type { Pixels } from './run.ts';

/** How a latent of unit variance looks, by least squares: rgb = sum of channel * factor + bias, in [0, 1]. */
export interface LatentColours {
  /** [r, g, b] of each channel. */
  factors: readonly (readonly number[])[];
  /** [r, g, b]. */
  bias: readonly number[];
}

/**
 * A cheap picture of a latent [C, size, size], `zoom` times as large and smooth between cells: it
 * takes milliseconds where the decoder takes a good part of a second.
 */
export function previewLatent(
  latent: Float32Array,
  { factors, bias }: LatentColours,
  size: number,
  zoom: number,
): Pixels {
  const cells = size * size;
  const planes = [0, 1, 2].map((rgb) => {
    const weights = factors.map((factor) => factor[rgb] ?? 0);
    return latent.subarray(0, cells).map((_, cell) => {
      const at = (sum: number, weight: number, channel: number) =>
        sum + weight * (latent[channel * cells + cell] ?? 0);
      return weights.reduce(at, bias[rgb] ?? 0);
    });
  });
  return opaquePixels(
    planes.map((plane) => enlarged(plane, size, zoom)),
    size * zoom,
    255,
    0,
  );
}

/** A decoder's picture [3, size, size] in [-1, 1]. */
export function pixelsOfSample(sample: Float32Array, size: number): Pixels {
  const area = size * size;
  const planes = [0, 1, 2].map((rgb) => sample.subarray(rgb * area, (rgb + 1) * area));
  return opaquePixels(planes, size, 127.5, 127.5);
}

/** Three planes become RGBA; values are `plane * scale + shift`, rounded and held in [0, 255]. */
function opaquePixels(
  planes: readonly Float32Array[],
  size: number,
  scale: number,
  shift: number,
): Pixels {
  const data = new Uint8ClampedArray(4 * size * size).fill(255);
  planes.forEach((plane, rgb) => {
    for (let k = 0; k < plane.length; k++) data[4 * k + rgb] = (plane[k] ?? 0) * scale + shift;
  });
  return { width: size, height: size, data };
}

/** Bilinear enlargement of [size, size], cell centres kept in place. */
export function enlarged(plane: Float32Array, size: number, zoom: number): Float32Array {
  return widenedAndTurned(widenedAndTurned(plane, size, zoom), size, zoom);
}

/** [rows, size] -> [size * zoom, rows]: each row is widened and laid down as a column. */
function widenedAndTurned(plane: Float32Array, size: number, zoom: number): Float32Array {
  const rows = plane.length / size;
  const out = new Float32Array(plane.length * zoom);
  for (let x = 0; x < size * zoom; x++) {
    const place = Math.min(Math.max((x + 0.5) / zoom - 0.5, 0), size - 1);
    const left = Math.floor(place);
    const right = Math.min(left + 1, size - 1);
    const share = place - left;
    for (let row = 0; row < rows; row++) {
      const near = plane[row * size + left] ?? 0;
      out[x * rows + row] = near + share * ((plane[row * size + right] ?? 0) - near);
    }
  }
  return out;
}
