import { encodeAside } from '../bridge/recordings.ts';
import { generationText } from '../core/generationText.ts';
import { withPngText } from '../core/pngText.ts';
import { recordingSuffix, type Recording } from '../core/recording.ts';
import type { DreamRequest, PaintRequest, Pixels } from '../core/run.ts';

/** A file that a person keeps. */
export interface SavedFile {
  name: string;
  blob: Blob;
}

/** A run as one file. */
export async function runFile(recording: Recording): Promise<SavedFile> {
  const bytes = await encodeAside(recording);
  const name = nameOf(recording.prompt, recording.requests.diffusion.seed, '');
  return { name: name + recordingSuffix, blob: new Blob([bytes]) };
}

/** A picture as a PNG that says how it was made. */
export async function pictureFile(
  picture: Pixels,
  prompt: string,
  request: DreamRequest | PaintRequest,
): Promise<SavedFile> {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas
    .getContext('2d')
    ?.putImageData(new ImageData(picture.data, picture.width, picture.height), 0, 0);
  const plain = await canvas.convertToBlob({ type: 'image/png' });
  const text = generationText(prompt, request, picture.width);
  const png = withPngText(new Uint8Array(await plain.arrayBuffer()), 'parameters', text);
  const which = request.family === 'dalle' ? '-painted' : '-dreamt';
  return {
    name: `${nameOf(prompt, request.seed, which)}.png`,
    blob: new Blob([png], { type: 'image/png' }),
  };
}

/** "a-cat-on-a-windowsill-painted-7": letters and digits of any script, at most 60 of the prompt. */
export function nameOf(prompt: string, seed: number, which: string): string {
  const words = prompt.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['run'];
  const short = Array.from(words.join('-')).slice(0, 60).join('').replace(/-$/, '');
  return `${short}${which}-${seed}`;
}
