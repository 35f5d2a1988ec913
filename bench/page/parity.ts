import { modelsUrl } from '../../src/bridge/client.ts';
import type { Engine, RunEvent, RunRequest } from '../../src/core/run.ts';
import { createDalle } from '../../src/engines/dalle.ts';
import { createDiffusion } from '../../src/engines/diffusion.ts';
import { createGpt2 } from '../../src/engines/gpt2.ts';
import { wasmRuntime, type Runtime } from '../../src/engines/runtime.ts';
import { findGraphics } from '../../src/engines/webgpuRuntime.ts';
import { httpPack } from '../../src/packs/pack.ts';
import { comparing } from './comparing.ts';

const models = new URL(modelsUrl());
const common = { prompt: 'A cat sitting on a sunny windowsill', seed: 7 };

/** Runs an engine up to the first event of a kind. */
async function runTo<R extends RunRequest>(
  engine: Engine<R>,
  request: R,
  last: RunEvent['type'],
): Promise<void> {
  for await (const event of engine.run(request, new AbortController().signal)) {
    if (event.type === last) return;
  }
}

/** Two tokens of GPT-2, a row of DALL-E, a step of Stable Diffusion with its picture. */
const jobs = {
  gpt2: (runtime: Runtime) =>
    runTo(
      createGpt2(httpPack(models, 'gpt2'), runtime),
      { ...common, family: 'gpt2', temperature: 0, topK: 0, topP: 1, maxNewTokens: 2 },
      'done',
    ),
  dalle: (runtime: Runtime) =>
    runTo(
      createDalle(httpPack(models, 'dalle'), runtime),
      { ...common, family: 'dalle', temperature: 1, topK: 32, guidance: 2 },
      'row',
    ),
  diffusion: (runtime: Runtime) =>
    runTo(
      createDiffusion(httpPack(models, 'diffusion'), runtime),
      { ...common, family: 'diffusion', steps: 1, guidance: 3, sampler: 'ddim' },
      'done',
    ),
};

/** The worst miss of each graph of a model on WebGPU, as a share of its largest number on wasm. */
async function parityOf(family: keyof typeof jobs): Promise<[path: string, miss: number][]> {
  const graphics = await findGraphics(true);
  if (graphics === null) throw new Error('There is no WebGPU adapter.');
  const misses = new Map<string, number>();
  await jobs[family](
    comparing(wasmRuntime(1), await graphics.open(new AbortController().signal), misses),
  );
  return [...misses];
}

Object.assign(globalThis, { parityOf });
