import { expect, test } from 'vitest';
import { modelsUrl } from '../../src/bridge/client.ts';
import { missOf } from '../../src/core/trial.ts';
import { createGpt2 } from '../../src/engines/gpt2.ts';
import { answersOf } from '../../src/engines/placedRuntime.ts';
import { wasmRuntime } from '../../src/engines/runtime.ts';
import { feed } from '../../src/engines/tensors.ts';
import { findGraphics } from '../../src/engines/webgpuRuntime.ts';
import { httpPack } from '../../src/packs/pack.ts';
import { comparing } from '../../bench/page/comparing.ts';
import { twoTokens } from './twoTokens.ts';

// Chromium's software adapter; bench/parity.mjs compares every graph of the shipped packs, in minutes.

const largestMiss = 1e-3;
const never = new AbortController().signal;
const standard = '/tests/golden/standard/sd1/';

async function bothDevices() {
  const card = await findGraphics(true);
  if (card === null) expect.unreachable('Chromium was started with --enable-unsafe-webgpu');
  return { sure: wasmRuntime(1), other: await card.open(never) };
}

/** Random numbers are no likelier to be right than these. */
function chirp(size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, k) => Math.sin(0.37 * k * k));
}

test(
  'WebGPU gives what wasm gives: a small UNet, its decoder, and two tokens of the shipped GPT-2',
  { timeout: 900_000 },
  async () => {
    const { sure, other } = await bothDevices();
    const read = async (path: string): Promise<Uint8Array> =>
      new Uint8Array(await (await fetch(standard + path)).arrayBuffer());
    for (const path of ['unet/model.onnx', 'vae_decoder/model.onnx']) {
      const model = await read(path);
      const [graph, shadow] = [await sure.open(model, path), await other.open(model, path)];
      const side = 8;
      const width = Number(graph.shapes.get('encoder_hidden_states')?.[2] ?? 0);
      const scalar = graph.shapes.get('timestep')?.length === 0;
      const feeds =
        width === 0
          ? {
              latent_sample: feed(graph, 'latent_sample', chirp(4 * side ** 2), [1, 4, side, side]),
            }
          : {
              sample: feed(graph, 'sample', chirp(8 * side ** 2), [2, 4, side, side]),
              timestep: feed(graph, 'timestep', [500], scalar ? [] : [1]),
              encoder_hidden_states: feed(graph, 'encoder_hidden_states', chirp(154 * width), [
                2,
                77,
                width,
              ]),
            };
      const known = await graph.run(feeds, graph.outputs);
      const miss = missOf(answersOf(known), answersOf(await shadow.run(feeds, graph.outputs)));
      expect([path, miss < largestMiss]).toEqual([path, true]);
    }
    const misses = new Map<string, number>();
    const engine = createGpt2(
      httpPack(new URL(modelsUrl()), 'gpt2'),
      comparing(sure, other, misses),
    );
    for await (const event of engine.run(twoTokens, never)) if (event.type === 'done') break;
    expect([...misses.values()].every((miss) => miss < largestMiss)).toBe(true);
    expect(misses.size).toBeGreaterThan(0);
  },
);

test('a device that is destroyed amid a run is told lost at once', async () => {
  const { other } = await bothDevices();
  const ort = await import('onnxruntime-web/webgpu');
  const model = new Uint8Array(
    await (await fetch(`${standard}vae_decoder/model.onnx`)).arrayBuffer(),
  );
  await other.open(model, 'vae_decoder/model.onnx');
  (await ort.env.webgpu.device).destroy();
  await other.lost;
});
