import { expect, test } from 'vitest';
import type { DreamRequest, RunEvent } from '../../src/core/run.ts';
import { createDiffusion } from '../../src/engines/diffusion.ts';
import { floats, floatsOf } from '../../src/engines/tensors.ts';
import { Pack } from '../../src/packs/pack.ts';
import { memoryFolder } from '../fakes/folder.ts';
import type { FakeGraph } from '../fakes/runtime.ts';
import { fakeRuntime, json, wordTokenizer } from '../fakes/runtime.ts';
import { allEvents, never } from '../fakes/shipped.ts';

const request: DreamRequest = {
  family: 'diffusion',
  prompt: 'cat dog',
  seed: 1,
  steps: 5,
  guidance: 3,
  sampler: 'ddim',
};
const scheduler = {
  beta_start: 0.00085,
  beta_end: 0.012,
  beta_schedule: 'scaled_linear',
  prediction_type: 'sample',
  rescale_betas_zero_snr: true,
  timestep_spacing: 'trailing',
  clip_sample: false,
};
const size = 8;

const textEncoder: FakeGraph = {
  inputs: { input_ids: 'int32' },
  run(feeds) {
    const batch = feeds['input_ids']?.dims[0] ?? 0;
    return { last_hidden_state: floats(new Float32Array(batch * 24), [batch, 24, 1]) };
  },
};

/** Sees a clean picture of `withPrompt` in the first of a batch, of `without` in the second. */
function unet(withPrompt: number, without: number): FakeGraph {
  return {
    inputs: { sample: 'float32', timestep: 'int64', encoder_hidden_states: 'float32' },
    run(feeds) {
      const sample = floatsOf(feeds, 'sample');
      const half = 4 * size * size;
      const seen = sample.map((_, k) => (k < half ? withPrompt : without));
      return { out_sample: floats(seen, feeds['sample']?.dims ?? []) };
    },
  };
}

const decoder: FakeGraph = {
  inputs: { latent_sample: 'float32' },
  run(feeds) {
    const value = floatsOf(feeds, 'latent_sample')[0] ?? 0;
    return { sample: floats(new Float32Array(3 * 64 * 64).fill(value), [1, 3, 64, 64]) };
  },
};

function dreamEngine(model = unet(0.4, 0.1), schedule: object = scheduler) {
  const source = memoryFolder({
    'scheduler/scheduler_config.json': json(schedule),
    'preview.json': json({ latent_rgb_factors: Array(4).fill([0.1, 0.1, 0.1]), bias: [0.5, 0, 1] }),
    'windowsill.json': json({ latent_size: size, image_size: 64, scaling_factor: 2 }),
    'tokenizer/tokenizer.json': json(wordTokenizer()),
    'tokenizer/tokenizer_config.json': json({ pad_token: '<pad>', model_max_length: 24 }),
    'text_encoder/model.onnx': new Uint8Array(1),
    'unet/model.onnx': new Uint8Array(2),
    'vae_decoder/model.onnx': new Uint8Array(3),
  });
  const { runtime, calls } = fakeRuntime({
    'text_encoder/model.onnx': textEncoder,
    'unet/model.onnx': model,
    'vae_decoder/model.onnx': decoder,
  });
  return { engine: createDiffusion(new Pack(source, 'toy'), runtime), calls };
}

const stepsOf = (events: readonly RunEvent[]) => events.filter((event) => event.type === 'step');

test('the noise and every step are told in order, then the picture', async () => {
  const { engine } = dreamEngine();
  const events = await allEvents(engine.run(request, never));
  const told = events.map(({ type }) => type).filter((type) => type !== 'loading');
  const eachStep = Array<string[]>(5).fill(['stage', 'step']).flat();
  expect(told).toEqual(['started', 'stage', 'step', ...eachStep, 'stage', 'done']);
  const steps = stepsOf(events);
  expect(steps.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(steps.map(({ timestep }) => timestep)).toEqual([999, 999, 799, 599, 399, 199]);
  expect(steps[0]?.noisy.data).toEqual(steps[0]?.guess.data);
  for (const { noisy, guess } of steps) {
    expect([noisy.width, noisy.data.length, guess.height]).toEqual([256, 4 * 256 * 256, 256]);
  }
});

test.each([
  ['float32', [999, 749.25, 499.5, 249.75]],
  ['int64', [999, 749, 500, 250]],
] as const)('a timestep between two is fed as it is to a graph of %s', async (type, fed) => {
  const model = unet(0.4, 0.1);
  model.inputs['timestep'] = type;
  const spaced = { ...scheduler, timestep_spacing: 'linspace', rescale_betas_zero_snr: false };
  const { engine, calls } = dreamEngine(model, spaced);
  await allEvents(engine.run({ ...request, steps: 5, sampler: 'euler' }, never));
  const asked = calls.filter(({ path }) => path === 'unet/model.onnx');
  expect(asked.map(({ feeds }) => Number(feeds['timestep']?.data[0]))).toEqual([...fed, 0]);
});

test('the text is read once, and the decoder draws once', async () => {
  const { engine, calls } = dreamEngine();
  await allEvents(engine.run(request, never));
  const paths = calls.map(({ path }) => path);
  expect(paths.filter((path) => path === 'text_encoder/model.onnx')).toHaveLength(1);
  expect(paths.filter((path) => path === 'vae_decoder/model.onnx')).toHaveLength(1);
  const ids = calls[0]?.feeds['input_ids'];
  expect(ids?.type).toBe('int32');
  expect(Array.from(ids?.data as Int32Array).slice(0, 4)).toEqual([2, 3, 1, 0]);
  expect(Array.from(ids?.data as Int32Array).slice(24, 27)).toEqual([1, 0, 0]);
});

test('guidance goes past the prompt, in a batch of two', async () => {
  const { engine, calls } = dreamEngine(unet(0.4, 0.1));
  await allEvents(engine.run(request, never));
  expect(calls[1]?.feeds['sample']?.dims).toEqual([2, 4, size, size]);
  const latent = calls.at(-1)?.feeds['latent_sample'];
  expect(latent?.dims).toEqual([1, 4, size, size]);
  // 0.1 + 3 * (0.4 - 0.1), divided by the scaling factor
  expect((latent?.data as Float32Array)[0]).toBeCloseTo(0.5, 6);
});

test('guidance of 1 runs a batch of one', async () => {
  const { engine, calls } = dreamEngine(unet(0.4, 0.1));
  await allEvents(engine.run({ ...request, guidance: 1, sampler: 'euler' }, never));
  expect(calls[1]?.feeds['sample']?.dims).toEqual([1, 4, size, size]);
  expect((calls.at(-1)?.feeds['latent_sample']?.data as Float32Array)[0]).toBeCloseTo(0.2, 4);
});

test('the same seed gives the same noise, another seed another', async () => {
  const { engine } = dreamEngine();
  const noiseOf = async (seed: number) =>
    stepsOf(await allEvents(engine.run({ ...request, seed }, never)))[0]?.noisy.data;
  expect(await noiseOf(3)).toEqual(await noiseOf(3));
  expect(await noiseOf(3)).not.toEqual(await noiseOf(4));
});

test('a stopped run stops before the next step', async () => {
  const { engine, calls } = dreamEngine();
  const controller = new AbortController();
  const run = async () => {
    for await (const event of engine.run(request, controller.signal)) {
      if (event.type === 'step' && event.step === 2) controller.abort();
    }
  };
  await expect(run()).rejects.toMatchObject({ kind: 'aborted' });
  expect(calls.filter(({ path }) => path === 'unet/model.onnx')).toHaveLength(2);
});

test.each([
  [{ steps: 0 }, 'The number of steps is 0; it must lie between 1 and 1000.'],
  [{ steps: 2.5 }, 'The number of steps is 2.5; it must be a whole number.'],
  [{ guidance: NaN }, 'The guidance is NaN; it must lie between 1 and 50.'],
  [{ prompt: '   ' }, 'The prompt is empty.'],
])('%j is refused with a sentence', async (change, detail) => {
  const { engine } = dreamEngine();
  const run = allEvents(engine.run({ ...request, ...change }, never));
  await expect(run).rejects.toMatchObject({ kind: 'badInput', detail });
});

test('a prompt of more words than the model reads is cut, and keeps its end', async () => {
  const { engine, calls } = dreamEngine();
  const prompt = Array<string>(100).fill('dog').join(' ');
  const events = await allEvents(engine.run({ ...request, prompt }, never));
  const started = events.find((event) => event.type === 'started');
  expect(started?.promptTokens).toHaveLength(24);
  expect(started?.promptTokens.at(-1)).toEqual({ id: 1, text: '</s>' });
  expect(calls[0]?.feeds['input_ids']?.dims).toEqual([2, 24]);
});

test('going on from a step with another prompt asks only for the steps after it', async () => {
  const { engine, calls } = dreamEngine();
  await allEvents(engine.run(request, never));
  const asked = () => calls.filter(({ path }) => path === 'unet/model.onnx').length;
  const before = asked();
  const events = await allEvents(
    engine.run({ ...request, turn: { step: 3, prompt: 'dog' } }, never),
  );
  expect(asked() - before).toBe(2);
  expect(stepsOf(events).map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('numbers that are none end the run with a sentence, not with a black picture', async () => {
  const { engine } = dreamEngine(unet(NaN, 0.1));
  await expect(allEvents(engine.run(request, never))).rejects.toMatchObject({
    detail: expect.stringContaining('(NaN)') as string,
  });
});

test('without a UNet for few steps the usual one dreams', async () => {
  const { engine, calls } = dreamEngine();
  await allEvents(engine.run({ ...request, swift: true, guidance: 1 }, never));
  expect(calls.filter(({ path }) => path === 'unet/model.onnx')).toHaveLength(5);
});

const square = { width: 4, height: 4, data: new Uint8ClampedArray(64) };

test.each([
  [
    { turn: { step: 5, prompt: 'dog' } },
    'The prompt is to change after step 5, and there are 5 steps.',
  ],
  [
    { turn: { step: 3, prompt: 'dog' }, start: { picture: square, strength: 0.6 } },
    'The prompt is to change after step 3, and there are 3 steps.',
  ],
  [{ prompt: '(cat:7)' }, '“cat” weighs 7; a weight must lie between 0 and 5.'],
  [{ toward: { share: 2 } }, 'The share is 2; it must lie between 0 and 1.'],
  [
    { start: { picture: { ...square, height: 2 }, strength: 0.5 } },
    'The picture to begin with has 4 × 2 pixels; it must be square.',
  ],
  [
    { start: { picture: square, strength: 0.5 } },
    'This model has no encoder, so it cannot begin with a picture.',
  ],
])('%j is refused with a sentence', async (change, detail) => {
  const { engine } = dreamEngine();
  const run = allEvents(engine.run({ ...request, ...change }, never));
  await expect(run).rejects.toMatchObject({ kind: 'badInput', detail });
});
