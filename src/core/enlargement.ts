import { enlarged } from './latents.ts';
import type { Pixels } from './run.ts';

/**
 * A picture that is a smooth enlargement of a few cells, as the previews of latents are, kept as its
 * cells and what their enlargement misses by more than three levels in 255.
 */
export interface Enlargement {
  /** Cells on a side. */
  size: number;
  zoom: number;
  /** Levels times `precision`, three planes of size x size. */
  cells: Int16Array<ArrayBuffer>;
  /** What to add, modulo 256; three planes of the picture's size, almost all zero. */
  rest: Uint8Array;
}

const precision = 2;
/** Levels that nobody sees. */
const unseenMiss = 3;
const rounds = 12;
/** A picture is an enlargement if at most this share of it is missed: what is too bright or too dark is cut off. */
const mostMissed = 0.5;

/** The picture as an enlargement of its cells by `zoom`, or null where it is not one. */
export function enlargementOf({ width, height, data }: Pixels, zoom: number): Enlargement | null {
  if (width !== height || width % zoom !== 0 || width < 4 * zoom) return null;
  const [size, area] = [width / zoom, width * width];
  for (let k = 3; k < data.length; k += 4) if (data[k] !== 255) return null;
  const cells = new Int16Array(3 * size * size);
  const rest = new Uint8Array(3 * area);
  let missed = 0;
  for (let rgb = 0; rgb < 3; rgb++) {
    const plane = Float32Array.from({ length: area }, (_, k) => data[4 * k + rgb] ?? 0);
    cells.set(
      cellsOf(plane, size, zoom).map((level) => Math.round(level * precision)),
      rgb * size * size,
    );
    const again = levelsOf(cells, rgb, size, zoom);
    for (let k = 0; k < area; k++) {
      const miss = (plane[k] ?? 0) - (again[k] ?? 0);
      if (Math.abs(miss) <= unseenMiss) continue;
      rest[rgb * area + k] = miss;
      missed++;
    }
  }
  return missed > mostMissed * 3 * area ? null : { size, zoom, cells, rest };
}

/** The picture again, each level within three of what it was. */
export function pixelsOfEnlargement({ size, zoom, cells, rest }: Enlargement): Pixels {
  const side = size * zoom;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let rgb = 0; rgb < 3; rgb++) {
    const levels = levelsOf(cells, rgb, size, zoom);
    for (let k = 0; k < side * side; k++) {
      data[4 * k + rgb] = ((levels[k] ?? 0) + (rest[rgb * side * side + k] ?? 0)) & 255;
    }
  }
  return { width: side, height: side, data };
}

function levelsOf(
  cells: Int16Array<ArrayBuffer>,
  rgb: number,
  size: number,
  zoom: number,
): Uint8ClampedArray {
  const plane = cells.subarray(rgb * size * size, (rgb + 1) * size * size);
  return Uint8ClampedArray.from(
    enlarged(
      Float32Array.from(plane, (level) => level / precision),
      size,
      zoom,
    ),
  );
}

/**
 * The cells whose enlargement a plane is. The mean of the four pixels about a cell's centre is not yet the
 * cell: a little of its neighbours is in it, which a few rounds of correction take out again. A cell that
 * was brighter or darker than a level can say is found by the slopes about it.
 */
function cellsOf(plane: Float32Array, size: number, zoom: number): Float32Array {
  const centres = centresOf(plane, size, zoom);
  const cells = Float32Array.from(centres);
  for (let round = 0; round < rounds; round++) {
    const again = enlarged(cells, size, zoom);
    const nearly = centresOf(again, size, zoom);
    for (let cell = 0; cell < cells.length; cell++) {
      const centre = centres[cell] ?? 0;
      const isCut = centre < 0.5 || centre > 254.5;
      const miss = isCut
        ? 2 * missAbout(cell, plane, again, size, zoom)
        : centre - (nearly[cell] ?? 0);
      cells[cell] = Math.min(1000, Math.max(-1000, (cells[cell] ?? 0) + miss));
    }
  }
  return cells;
}

/** The mean of what the enlargement misses in the pixels of one cell. */
function missAbout(
  cell: number,
  plane: Float32Array,
  again: Float32Array,
  size: number,
  zoom: number,
): number {
  const corner = (Math.floor(cell / size) * size * zoom + (cell % size)) * zoom;
  let miss = 0;
  for (let y = 0; y < zoom; y++) {
    for (let x = 0; x < zoom; x++) {
      const k = corner + y * size * zoom + x;
      miss += (plane[k] ?? 0) - Math.min(255, Math.max(0, again[k] ?? 0));
    }
  }
  return miss / zoom ** 2;
}

function centresOf(plane: Float32Array, size: number, zoom: number): Float32Array {
  const side = size * zoom;
  return Float32Array.from({ length: size * size }, (_, cell) => {
    const at =
      (Math.floor(cell / size) * side + (cell % size)) * zoom + (side + 1) * (zoom / 2 - 1);
    const four = [at, at + 1, at + side, at + side + 1].map((k) => plane[k] ?? 0);
    return four.reduce((sum, level) => sum + level, 0) / 4;
  });
}
