import type { CodeEvent, Pixels, RowEvent } from '../core/run.ts';
import { gridSide } from '../state/paintRoom.svelte.ts';
import { drawable } from './pixels.ts';

/** What a painting in the making is drawn from. */
export interface Painting {
  codes: readonly CodeEvent[];
  rows: readonly RowEvent[];
  picture: Pixels | null;
}

/**
 * Draws the first `painted` tiles of a painting over the whole canvas: full rows as the decoder draws
 * them, the row in the making as the mean pictures of its codes; the finished picture once all are there.
 */
export function drawTiles(
  context: CanvasRenderingContext2D,
  { codes, rows, picture }: Painting,
  painted: number,
): void {
  const side = context.canvas.width;
  const cell = side / gridSide;
  context.clearRect(0, 0, side, side);
  if (picture !== null && painted > codes.length) {
    context.drawImage(drawable(picture), 0, 0, side, side);
    return;
  }
  const full = Math.min(Math.floor(painted / gridSide), rows.length);
  const decoded = rows[full - 1]?.picture;
  const height = full * cell;
  if (decoded !== undefined) {
    const { width } = decoded;
    context.drawImage(
      drawable(decoded),
      ...([0, 0, width, (height * width) / side] as const),
      ...([0, 0, side, height] as const),
    );
  }
  for (const { row, column, patch } of codes.slice(full * gridSide, painted)) {
    context.drawImage(drawable(patch), column * cell, row * cell, cell, cell);
  }
}
