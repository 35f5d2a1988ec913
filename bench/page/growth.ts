import { createModelClient } from '../../src/bridge/client.ts';
import type { DreamRequest, WriteRequest } from '../../src/core/run.ts';
import { wasmRuntime, type Graph } from '../../src/engines/runtime.ts';
import { feed } from '../../src/engines/tensors.ts';
import { bytesHere, medianOf, timedRun } from './measure.ts';

interface Taken {
  runMs: number;
  stepMs: number;
}

interface BySteps {
  count: number;
  guided: Taken;
  plain: Taken;
  bytes: number | null;
}

/** The same picture in ever more steps, with guidance and without. */
async function growBySteps(request: DreamRequest, counts: readonly number[]): Promise<BySteps[]> {
  const client = createModelClient('diffusion');
  await timedRun(client, { ...request, steps: 2 });
  const rows: BySteps[] = [];
  for (const count of counts) {
    const taken = async (guidance: number): Promise<Taken> => {
      const { runMs, stages } = await timedRun(client, { ...request, steps: count, guidance });
      return { runMs, stepMs: medianOf(stages['unet'] ?? []) };
    };
    const [guided, plain] = [await taken(request.guidance), await taken(1)];
    rows.push({ count, guided, plain, bytes: await bytesHere() });
  }
  client.dispose();
  return rows;
}

/** Milliseconds of the decoder for each token of one long story; the first reads the prompt. */
async function growByContext(request: WriteRequest): Promise<{ decoderMs: number[] }> {
  const client = createModelClient('gpt2');
  await timedRun(client, request);
  const { stages } = await timedRun(client, request);
  client.dispose();
  return { decoderMs: stages['decoder'] ?? [] };
}

interface BySide {
  side: number;
  latent: number;
  stepMs: number;
  decodeMs: number;
  bytes: number | null;
}

const standard = '/tests/golden/standard/sd1/';
const calls = 3;

/** One step and one decoding of a pack whose graphs take every size, by the side in pixels. */
async function growBySide(sides: readonly number[]): Promise<BySide[]> {
  const runtime = wasmRuntime();
  const open = async (path: string): Promise<Graph> => {
    const response = await fetch(standard + path);
    return runtime.open(new Uint8Array(await response.arrayBuffer()), path);
  };
  const unet = await open('unet/model.onnx');
  const decoder = await open('vae_decoder/model.onnx');
  const width = Number(unet.shapes.get('encoder_hidden_states')?.[2] ?? 32);
  // Each level of the decoder doubles the side.
  const scale = await scaleOf(decoder);
  const rows: BySide[] = [];
  for (const side of sides) {
    const latent = side / scale;
    const dims = [2, 4, latent, latent];
    const numbers = (size: number): Float32Array =>
      Float32Array.from({ length: size }, (_, k) => Math.sin(0.37 * k * k));
    const states = numbers(2 * 77 * width);
    const scalar = unet.shapes.get('timestep')?.length === 0;
    const step = {
      sample: feed(unet, 'sample', numbers(8 * latent ** 2), dims),
      timestep: feed(unet, 'timestep', [500], scalar ? [] : [1]),
      encoder_hidden_states: feed(unet, 'encoder_hidden_states', states, [2, 77, width]),
    };
    const clean = {
      latent_sample: feed(decoder, 'latent_sample', numbers(4 * latent ** 2), [
        1,
        ...dims.slice(1),
      ]),
    };
    const stepMs = await timed(() => unet.run(step, ['out_sample']));
    const decodeMs = await timed(() => decoder.run(clean, ['sample']));
    rows.push({ side, latent, stepMs, decodeMs, bytes: await bytesHere() });
  }
  return rows;
}

/** Pixels for each cell of the latent, along one side. */
async function scaleOf(decoder: Graph): Promise<number> {
  const cells = 8;
  const zeros = new Float32Array(4 * cells ** 2);
  const fed = { latent_sample: feed(decoder, 'latent_sample', zeros, [1, 4, cells, cells]) };
  const { sample } = await decoder.run(fed, ['sample']);
  return (sample?.dims[3] ?? 0) / cells;
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  await run();
  const times: number[] = [];
  for (let k = 0; k < calls; k++) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return medianOf(times);
}

Object.assign(globalThis, { growBySteps, growByContext, growBySide });
