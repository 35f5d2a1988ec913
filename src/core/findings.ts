import type { LoadingEvent, Pixels } from './run.ts';

/** A thing that the recogniser finds in a picture. */
export interface Found {
  name: string;
  /** The nearest of the world's colours; for a thing in its natural colours an arbitrary one. */
  colour: string;
  /** How sure it is, in [0, 1]. */
  score: number;
  /** The middle and the size of its box, in shares of the picture's side. */
  centre: readonly [x: number, y: number];
  size: readonly [width: number, height: number];
}

/** What the recogniser finds in a picture. */
export interface Findings {
  /** Surest first. */
  objects: readonly Found[];
  place: string;
  /** Means nothing in places without daylight, as a kitchen or space. */
  light: string;
}

export interface LookRequest {
  picture: Pixels;
}

export interface SeenEvent {
  type: 'seen';
  findings: Findings;
  elapsedMs: number;
}

export type LookEvent = Omit<LoadingEvent, 'family'> | SeenEvent;

/** What the pack's config.json says of its maps. */
export interface FindingsConfig {
  /** Cells along one side. */
  grid: number;
  /** A thing less sure than this is none. */
  threshold: number;
  /** A thing nearer than so many cells to a surer one, in x and in y, is that one. */
  apart: number;
  /** At most so many of the surest cells are looked at. */
  peaks: number;
  objects: readonly string[];
  colours: readonly string[];
  places: readonly string[];
  lights: readonly string[];
}

/** The model's outputs for one picture: logits, but for `box`; [channels, grid, grid] or [channels]. */
export interface FindingsMaps {
  heat: Float32Array;
  /** Centre x and y from the cell's upper left corner, width and height, in cells. */
  box: Float32Array;
  colour: Float32Array;
  place: Float32Array;
  light: Float32Array;
}

/** Reads the maps as `read` in training/models/recogniser.py does. */
export function readMaps(maps: FindingsMaps, config: FindingsConfig): Findings {
  return {
    objects: objectsOf(maps, config),
    place: config.places[largestOf(maps.place)] ?? '',
    light: config.lights[largestOf(maps.light)] ?? '',
  };
}

/** The surest peaks of the heat map, none near a surer one, nor beside a surer cell of its own kind. */
function objectsOf(maps: FindingsMaps, config: FindingsConfig): Found[] {
  const { grid, threshold, apart, peaks } = config;
  const found: { cells: readonly [number, number]; thing: Found }[] = [];
  for (const peak of surest(maps.heat, peaks)) {
    const score = sigmoid(maps.heat[peak] ?? -Infinity);
    if (score < threshold) break;
    if (!isHighest(maps.heat, peak, grid)) continue;
    const [kind, cell] = [Math.floor(peak / grid ** 2), peak % grid ** 2];
    const [row, column] = [Math.floor(cell / grid), cell % grid];
    const box = (side: number) => maps.box[side * grid ** 2 + cell] ?? 0;
    const cells = [column + box(0), row + box(1)] as const;
    const isNear = found.some(
      ({ cells: [x, y] }) => Math.max(Math.abs(cells[0] - x), Math.abs(cells[1] - y)) < apart,
    );
    if (isNear) continue;
    const thing = {
      name: config.objects[kind] ?? '',
      colour: config.colours[colourAt(maps.colour, row, column, config)] ?? '',
      score,
      centre: [cells[0] / grid, cells[1] / grid],
      size: [box(2) / grid, box(3) / grid],
    } as const;
    found.push({ cells, thing });
  }
  return found.map(({ thing }) => thing);
}

/** Whether no cell around one is surer of the same kind. */
function isHighest(heat: Float32Array, peak: number, grid: number): boolean {
  const cell = peak % grid ** 2;
  const [row, column] = [Math.floor(cell / grid), cell % grid];
  for (let y = Math.max(0, row - 1); y <= Math.min(grid - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(grid - 1, column + 1); x++) {
      if ((heat[peak - cell + y * grid + x] ?? 0) > (heat[peak] ?? 0)) return false;
    }
  }
  return true;
}

/** The colour whose softmax has the largest mean over the 3x3 cells around one. */
function colourAt(
  colour: Float32Array,
  row: number,
  column: number,
  { grid, colours }: FindingsConfig,
): number {
  const sums = new Float64Array(colours.length);
  for (let y = Math.max(0, row - 1); y <= Math.min(grid - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(grid - 1, column + 1); x++) {
      const logits = colours.map((_, k) => colour[k * grid ** 2 + y * grid + x] ?? 0);
      const most = Math.max(...logits);
      const weights = logits.map((logit) => Math.exp(logit - most));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      weights.forEach((weight, k) => (sums[k] = (sums[k] ?? 0) + weight / total));
    }
  }
  return largestOf(sums);
}

/** The places of the `count` largest values, largest first. */
function surest(values: Float32Array, count: number): number[] {
  return Array.from(values.keys())
    .sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0))
    .slice(0, count);
}

function largestOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce(
    (best, value, k, all) => (value > (all[best] ?? 0) ? k : best),
    0,
  );
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/**
 * A picture as the recogniser reads it: RGB in [-1, 1], [3, size, size], each value the mean of the
 * area that it covers.
 */
export function planesOf({ width, height, data }: Pixels, size: number): Float32Array {
  const planes = new Float32Array(3 * size * size);
  for (let row = 0; row < size; row++) {
    const [top, bottom] = span(row, height, size);
    for (let column = 0; column < size; column++) {
      const [left, right] = span(column, width, size);
      const means = meanOf(data, width, [left, right], [top, bottom]);
      means.forEach((mean, channel) => {
        planes[(channel * size + row) * size + column] = mean / 127.5 - 1;
      });
    }
  }
  return planes;
}

/** The pixels that place `k` of `size` covers, at least one. */
function span(k: number, length: number, size: number): [from: number, to: number] {
  const from = Math.floor((k * length) / size);
  return [from, Math.max(from + 1, Math.ceil(((k + 1) * length) / size))];
}

function meanOf(
  data: Uint8ClampedArray,
  width: number,
  [left, right]: readonly [number, number],
  [top, bottom]: readonly [number, number],
): [number, number, number] {
  let [red, green, blue] = [0, 0, 0];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const at = (y * width + x) * 4;
      red += data[at] ?? 0;
      green += data[at + 1] ?? 0;
      blue += data[at + 2] ?? 0;
    }
  }
  const count = (right - left) * (bottom - top);
  return [red / count, green / count, blue / count];
}
