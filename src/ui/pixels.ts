import type { Pixels } from '../core/run.ts';

const kept = new WeakMap<Pixels, OffscreenCanvas>();

/** The pixels as something that can be drawn at any size; made once for each picture. */
export function drawable(pixels: Pixels): OffscreenCanvas {
  const known = kept.get(pixels);
  if (known !== undefined) return known;
  const canvas = new OffscreenCanvas(pixels.width, pixels.height);
  canvas
    .getContext('2d')
    ?.putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0);
  kept.set(pixels, canvas);
  return canvas;
}

/** Shows the pixels in a canvas at their own size; the stylesheet scales it. */
export function show(canvas: HTMLCanvasElement, pixels: Pixels): void {
  if (canvas.width !== pixels.width) canvas.width = pixels.width;
  if (canvas.height !== pixels.height) canvas.height = pixels.height;
  canvas
    .getContext('2d')
    ?.putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0);
}
