import { isPage } from '../source.ts';
import type { FoundFile } from './layout.ts';
import { precisions } from './layout.ts';

const known: readonly string[] = [
  ...['config.json', 'tokenizer.json', 'tokenizer_config.json'],
  ...['decoder_model_merged', 'model', 'encoder_model'].flatMap((name) =>
    precisions.flatMap(([kind]) => [`onnx/${name}${kind}.onnx`, `onnx/${name}${kind}.onnx_data`]),
  ),
  ...['vqgan/decoder.onnx', 'vqgan/patches.bin'],
  ...['model_index.json', 'windowsill.json', 'preview.json', 'scheduler/scheduler_config.json'],
  ...['tokenizer.json', 'vocab.json', 'merges.txt', 'tokenizer_config.json'].map(
    (file) => `tokenizer/${file}`,
  ),
  ...['unet', 'vae_decoder', 'vae_encoder', 'text_encoder'].flatMap((part) =>
    ['config.json', 'model.onnx', 'model.onnx_data'].map((file) => `${part}/${file}`),
  ),
];

/**
 * Which files of the known layouts a folder on the page's own server has: servers list no folders, so
 * each name is asked for. Sizes are those the server tells, 0 where it does not.
 */
export async function listServer(base: string, signal: AbortSignal): Promise<FoundFile[]> {
  const found = await Promise.all(known.map((path) => look(base, path, signal)));
  return found.filter((file) => file !== null);
}

async function look(base: string, path: string, signal: AbortSignal): Promise<FoundFile | null> {
  try {
    const response = await fetch(new URL(path, base), { method: 'HEAD', signal });
    if (!response.ok || isPage(response, path)) return null;
    return { path, bytes: Number(response.headers.get('content-length') ?? 0) };
  } catch {
    return null;
  }
}
