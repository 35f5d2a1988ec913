import {
  BufferTarget,
  CanvasSource,
  getFirstEncodableVideoCodec,
  Output,
  Quality,
  WebMOutputFormat,
  type VideoCodec,
} from 'mediabunny';
import { Failure } from '../core/failure.ts';
import { pause, type Frame, type OnProgress } from './film.ts';
import { FrameCanvas } from './frameCanvas.ts';

const side = 512;
const endMs = 40;
const quality = new Quality('high');
const codecs: VideoCodec[] = ['vp9', 'vp8', 'av1'];

/** A WebM of 512 x 512 pixels; an `unsupported` Failure where the browser has no codec for it. */
export async function webmOf(
  film: readonly Frame[],
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<Blob> {
  const codec = await getFirstEncodableVideoCodec(codecs, { width: side, height: side, quality });
  if (codec === null) throw new Failure('unsupported');
  const stage = new FrameCanvas(side);
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new CanvasSource(stage.canvas, { codec, quality });
  output.addVideoTrack(source);
  try {
    await output.start();
    let atMs = 0;
    for (const [index, { pixels, holdMs }] of film.entries()) {
      await pause(signal);
      stage.draw(pixels);
      await source.add(atMs / 1000, holdMs / 1000);
      atMs += holdMs;
      onProgress((index + 1) / film.length);
    }
    // A WebM tells when a frame begins, not how long it stays: the last one is said again at its end.
    await source.add(atMs / 1000, endMs / 1000);
    await output.finalize();
  } catch (thrown) {
    await output.cancel();
    throw thrown;
  }
  if (target.buffer === null) throw new Error('The WebM came out empty.');
  return new Blob([target.buffer], { type: 'video/webm' });
}
