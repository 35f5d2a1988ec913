import { interpolateViridis } from 'd3-scale-chromatic';

/** [r, g, b] of 256 shares of the way from dark to bright. */
const shades = Array.from({ length: 256 }, (_, k) => {
  const colour = interpolateViridis(k / 255);
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
});

/** Writes a matrix of numbers as pixels, `low` dark and `high` bright. */
export function paintShades(
  context: CanvasRenderingContext2D,
  values: ArrayLike<number>,
  columns: number,
  low: number,
  high: number,
): void {
  const rows = values.length / columns;
  const image = context.createImageData(columns, rows);
  for (let k = 0; k < values.length; k++) {
    const share = ((values[k] ?? 0) - low) / (high - low || 1);
    const shade = shades[Math.round(Math.min(Math.max(share, 0), 1) * 255)] ?? [0, 0, 0];
    image.data.set(shade, 4 * k);
    image.data[4 * k + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

/** The scale from dark to bright for a stylesheet. */
export const gradient = `linear-gradient(to right, ${[0, 0.25, 0.5, 0.75, 1].map(interpolateViridis).join(', ')})`;
