import type { Pixels } from '../core/run.ts';
import { drawable } from '../ui/pixels.ts';

/** A square canvas onto which pictures of any size are drawn, one after another. */
export class FrameCanvas {
  readonly canvas: OffscreenCanvas;
  readonly #context: OffscreenCanvasRenderingContext2D;

  /** `side` is in pixels. */
  constructor(side: number) {
    this.canvas = new OffscreenCanvas(side, side);
    const context = this.canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('This browser draws no canvas.');
    this.#context = context;
  }

  draw(pixels: Pixels): void {
    const { width, height } = this.canvas;
    this.#context.imageSmoothingQuality = 'high';
    this.#context.drawImage(drawable(pixels), 0, 0, width, height);
  }

  /** RGBA, row by row. */
  read(): Uint8ClampedArray {
    return this.#context.getImageData(0, 0, this.canvas.width, this.canvas.height).data;
  }
}
