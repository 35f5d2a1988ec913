import { isPage } from '../source.ts';
import type { FoundFile } from './layout.ts';
import { precisions } from './layout.ts';

const known: readonly string[] = [
  ...['config.json', 'tokenizer.json', 'tokenizer_config.json'],
  ...['decoder_model_merged', 'model', 'encoder_model'].flatMap((name) =>
    precisions.map(([kind]) => `onnx/${name}${kind}.onnx`),
  ),
  ...['vqgan/decoder.onnx', 'vqgan/patches.bin'],
  ...['model_index.json', 'windowsill.json', 'preview.json', 'scheduler/scheduler_config.json'],
  ...['tokenizer.json', 'vocab.json', 'merges.txt', 'tokenizer_config.json'].map(
    (file) => `tokenizer/${file}`,
  ),
  ...['unet', 'vae_decoder', 'vae_encoder', 'text_encoder'].flatMap((part) =>
    ['config.json', 'model.onnx'].map((file) => `${part}/${file}`),
  ),
];

/**
 * Which files of the known layouts a folder on the page's own server has: servers list no folders, so
 * each name is asked for. Sizes are those the server tells, 0 where it does not.
 */
export async function listServer(base: string, signal: AbortSignal): Promise<FoundFile[]> {
  const looked = await Promise.all(known.map((path) => look(base, path, signal)));
  const found = looked.filter((file) => file !== null);
  const graphs = found.filter(({ path }) => path.endsWith('.onnx'));
  const outside = await Promise.all(graphs.map(({ path }) => lookOutside(base, path, signal)));
  return [...found, ...outside.flat()];
}

/** Weights that a graph keeps beside it, under the names that exporters give them. */
async function lookOutside(base: string, graph: string, signal: AbortSignal): Promise<FoundFile[]> {
  const folder = graph.slice(0, graph.lastIndexOf('/') + 1);
  const names = [`${graph}_data`, `${graph}.data`];
  if (!folder.endsWith('onnx/')) names.push(`${folder}weights.pb`);
  const found = await Promise.all(names.map((path) => look(base, path, signal)));
  const all = found.filter((file) => file !== null);
  // transformers.js' exporter goes on with "_data_1", "_data_2" ...
  for (let part = 1; found[0] != null; part++) {
    const next = await look(base, `${graph}_data_${part}`, signal);
    if (next === null) break;
    all.push(next);
  }
  return all;
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
