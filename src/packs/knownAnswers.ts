import { parseKnown, type KnownGraph } from '../core/known.ts';
import type { PackSource } from './source.ts';

/** Fetches and reads the known answers of a models folder, known.json. */
export async function readKnown(models: PackSource, signal: AbortSignal): Promise<KnownGraph[]> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of models.read('known.json', signal)) {
    text += decoder.decode(chunk, { stream: true });
  }
  return parseKnown(text + decoder.decode());
}
