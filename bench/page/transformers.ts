import { env, pipeline, type TextGenerationPipeline } from '@huggingface/transformers';
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import { createModelClient } from '../../src/bridge/client.ts';
import type { WriteRequest } from '../../src/core/run.ts';
import { timedRun } from './measure.ts';

/** Tokens a second of one run of each. */
interface Rates {
  ours: number;
  theirs: number;
}

/** transformers.js over the shipped pack, as its users call it: in the page itself. */
async function openTheirs(threads: number): Promise<TextGenerationPipeline> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = '/models/';
  env.useBrowserCache = false;
  const { wasm: settings } = env.backends.onnx;
  if (settings === undefined) throw new Error('transformers.js has no wasm here');
  settings.numThreads = threads;
  settings.wasmPaths = { mjs, wasm };
  return pipeline('text-generation', 'gpt2', {
    dtype: 'q8',
    device: 'wasm',
    model_file_name: 'decoder_model_merged',
  });
}

/** `pairs` runs of each in turn, greedy, the same number of tokens; both are warm. */
async function compareWriters(
  request: WriteRequest,
  threads: number,
  pairs: number,
): Promise<Rates[]> {
  const theirs = await openTheirs(threads);
  const ours = createModelClient('gpt2');
  const runTheirs = async (): Promise<number> => {
    const start = performance.now();
    await theirs(request.prompt, {
      max_new_tokens: request.maxNewTokens,
      min_new_tokens: request.maxNewTokens,
      do_sample: false,
    });
    return (1000 * request.maxNewTokens) / (performance.now() - start);
  };
  const runOurs = async (): Promise<number> => {
    const { made, runMs } = await timedRun(ours, request);
    return (1000 * made) / runMs;
  };
  await runTheirs();
  await runOurs();
  const rates: Rates[] = [];
  for (let k = 0; k < pairs; k++) rates.push({ theirs: await runTheirs(), ours: await runOurs() });
  ours.dispose();
  return rates;
}

Object.assign(globalThis, { compareWriters });
