import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import { pause, type Frame, type OnProgress } from './film.ts';
import { FrameCanvas } from './frameCanvas.ts';

const side = 256;
const colours = 256;

/** A GIF of 256 x 256 pixels that plays for ever; each frame has its own 256 colours. */
export async function gifOf(
  film: readonly Frame[],
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<Blob> {
  const stage = new FrameCanvas(side);
  const encoder = GIFEncoder();
  for (const [at, { pixels, holdMs }] of film.entries()) {
    await pause(signal);
    stage.draw(pixels);
    const rgba = stage.read();
    const palette = quantize(rgba, colours);
    encoder.writeFrame(applyPalette(rgba, palette), side, side, { palette, delay: holdMs });
    onProgress((at + 1) / film.length);
  }
  encoder.finish();
  return new Blob([encoder.bytes()], { type: 'image/gif' });
}
