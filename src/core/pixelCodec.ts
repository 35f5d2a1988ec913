import type { Pixels } from './run.ts';

/**
 * Pixels without loss in a form that deflates well: four planes (green, red - green, blue - green,
 * alpha), each scanline foretold by the best of PNG's five filters or by the same line of an earlier
 * picture, and what is left after the foretelling. A scanline is one filter byte and `width` bytes.
 */
const paeth = 4;
const earlier = 5;
const filters = 6;

/** How many bytes a picture takes before deflation. */
export function codedBytes(width: number, height: number): number {
  return 4 * height * (width + 1);
}

/** The coded picture; `before` is an earlier one of the same size, of which only the changes are kept. */
export function encodePixels(pixels: Pixels, before: Pixels | null): Uint8Array {
  const { width, height } = pixels;
  const coded = new Uint8Array(codedBytes(width, height));
  const old = before === null ? null : planesOf(before);
  const trial = new Uint8Array(width);
  planesOf(pixels).forEach((plane, channel) => {
    for (let y = 0; y < height; y++) {
      const at = (channel * height + y) * (width + 1);
      let least = Infinity;
      for (let filter = old === null ? paeth : earlier; filter >= 0 && least > 0; filter--) {
        const cost = foretell(plane, old?.[channel], width, y, filter, trial, least);
        if (cost >= least) continue;
        least = cost;
        coded[at] = filter;
        coded.set(trial, at + 1);
      }
    }
  });
  return coded;
}

/** The picture with every pixel that lies within two levels of the earlier one's left as it was there. */
export function settled({ width, height, data }: Pixels, before: Pixels): Pixels {
  const still = Uint8ClampedArray.from(data);
  for (let k = 0; k < data.length; k += 4) {
    const isNear = [0, 1, 2, 3].every(
      (c) => Math.abs((data[k + c] ?? 0) - (before.data[k + c] ?? 0)) <= 2,
    );
    if (isNear) still.set(before.data.subarray(k, k + 4), k);
  }
  return { width, height, data: still };
}

/** The picture again; null where a filter byte names no filter. */
export function decodePixels(
  coded: Uint8Array,
  width: number,
  height: number,
  before: Pixels | null,
): Pixels | null {
  const old = before === null ? null : planesOf(before);
  const planes: Uint8Array[] = [];
  for (let channel = 0; channel < 4; channel++) {
    const plane = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) {
      const at = (channel * height + y) * (width + 1);
      const filter = coded[at] ?? filters;
      if (filter >= (old === null ? earlier : filters)) return null;
      for (let x = 0; x < width; x++) {
        const rest = coded[at + 1 + x] ?? 0;
        plane[y * width + x] = rest + guess(plane, old?.[channel], width, x, y, filter);
      }
    }
    planes.push(plane);
  }
  return pixelsOf(planes, width, height);
}

function planesOf({ width, height, data }: Pixels): Uint8Array[] {
  const planes = Array.from({ length: 4 }, () => new Uint8Array(width * height));
  const [green, red, blue, alpha] = planes as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  for (let k = 0; k < width * height; k++) {
    const opacity = data[4 * k + 3] ?? 0;
    // What cannot be seen is stored as black: rows of DALL-E that are not drawn yet.
    if (opacity === 0) continue;
    const g = data[4 * k + 1] ?? 0;
    green[k] = g;
    red[k] = (data[4 * k] ?? 0) - g;
    blue[k] = (data[4 * k + 2] ?? 0) - g;
    alpha[k] = opacity;
  }
  return planes;
}

function pixelsOf(planes: readonly Uint8Array[], width: number, height: number): Pixels {
  const [green, red, blue, alpha] = planes as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let k = 0; k < width * height; k++) {
    const g = green[k] ?? 0;
    data[4 * k] = ((red[k] ?? 0) + g) & 255;
    data[4 * k + 1] = g;
    data[4 * k + 2] = ((blue[k] ?? 0) + g) & 255;
    data[4 * k + 3] = alpha[k] ?? 0;
  }
  return { width, height, data };
}

/** Fills `rest` with what a filter leaves of a scanline; returns how much that is, and gives up at `most`. */
function foretell(
  plane: Uint8Array,
  old: Uint8Array | undefined,
  width: number,
  y: number,
  filter: number,
  rest: Uint8Array,
  most: number,
): number {
  let cost = 0;
  for (let x = 0; x < width && cost < most; x++) {
    const left = ((plane[y * width + x] ?? 0) - guess(plane, old, width, x, y, filter)) & 255;
    rest[x] = left;
    cost += left < 128 ? left : 256 - left;
  }
  return cost;
}

/** The filters of the PNG specification (section 9): none, sub, up, average, Paeth; and the earlier picture. */
function guess(
  plane: Uint8Array,
  old: Uint8Array | undefined,
  width: number,
  x: number,
  y: number,
  filter: number,
): number {
  const at = y * width + x;
  if (filter === 0) return 0;
  if (filter === earlier) return old?.[at] ?? 0;
  const a = x === 0 ? 0 : (plane[at - 1] ?? 0);
  if (filter === 1) return a;
  const b = y === 0 ? 0 : (plane[at - width] ?? 0);
  if (filter === 2) return b;
  if (filter === 3) return (a + b) >> 1;
  const c = x === 0 || y === 0 ? 0 : (plane[at - width - 1] ?? 0);
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}
