import { decodeAside } from '../bridge/recordings.ts';
import { why } from '../core/detail.ts';
import { Failure } from '../core/failure.ts';
import { recipeOfText } from '../core/generationText.ts';
import { isPng, pngText } from '../core/pngText.ts';
import type { Recipe } from '../core/recipe.ts';
import { isRecording, type Recording } from '../core/recording.ts';

/** What a file that was dropped or chosen turned out to be. */
export type Opened = { kind: 'run'; recording: Recording } | { kind: 'picture'; recipe: Recipe };

const largestFile = 64e6;

/** Reads a saved run, or the parameters in a PNG; any other file is an `unreadable` Failure. */
export async function openFile(file: Blob): Promise<Opened> {
  if (file.size > largestFile) throw new Failure('unreadable', why('fileLarge'));
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isRecording(bytes)) return { kind: 'run', recording: await decodeAside(bytes) };
  if (!isPng(bytes)) {
    throw new Failure('unreadable', why('neitherRunNorPicture'));
  }
  const text = pngText(bytes, 'parameters');
  if (text === null) {
    throw new Failure('unreadable', why('pictureSilent'));
  }
  return { kind: 'picture', recipe: recipeOfText(text) };
}
