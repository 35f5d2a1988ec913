import type { ExplainEvent } from '../core/explain.ts';
import type { LatentColours } from '../core/latents.ts';
import { pixelsOfSample, previewLatent } from '../core/latents.ts';
import { Random } from '../core/random.ts';
import type { DreamRequest, Engine, Pixels, RunEvent, StageEvent, StepEvent } from '../core/run.ts';
import type { Denoise, SamplerStep } from '../core/samplers.ts';
import { samplers } from '../core/samplers.ts';
import type { Dreamer } from './dreamPack.ts';
import { openDreamer } from './dreamPack.ts';
import type { AnyPack, Circumstances } from './engine.ts';
import { makeEngine, runGraph, runStage } from './engine.ts';
import { explainWords, layersOf } from './explain.ts';
import { StepWatch } from './explainDiffusion.ts';
import { latentChannels } from './latentColours.ts';
import { checkPrompt, checkRange, checkSeed, checkWhole } from './request.ts';
import type { Graph, Runtime, Tensors } from './runtime.ts';
import { wasmRuntime } from './runtime.ts';
import type { Tensor } from './tensors.ts';
import { feed, feedTensor, floatsOf, guided, repeated, tensorOf } from './tensors.ts';

const family = 'diffusion';
const previewSize = 256;

/** Stable Diffusion in diffusers' ONNX layout: noise becomes a picture, step by step. */
export function createDiffusion(
  pack: AnyPack,
  runtime: Runtime = wasmRuntime(),
): Engine<DreamRequest> {
  return makeEngine<DreamRequest, Dreamer>(
    { family, check, open: openDreamer, run },
    pack,
    runtime,
  );
}

function check(request: DreamRequest): void {
  checkPrompt(request.prompt);
  checkSeed(request.seed);
  checkWhole('number of steps', request.steps, 1, 1000);
  checkRange('guidance', request.guidance, 1, 50);
}

async function* run(
  dreamer: Dreamer,
  request: DreamRequest,
  circumstances: Circumstances,
): AsyncGenerator<RunEvent, void, void> {
  const { signal, runtime, elapsedMs } = circumstances;
  const { tokenizer, unet } = dreamer;
  const { seed } = request;
  const promptTokens = tokenizer.fitting(request.prompt);
  yield { type: 'started', family, seed, device: runtime.device, promptTokens };

  const batch = request.guidance === 1 || takesGuidance(unet) ? 1 : 2;
  const prompts = [promptTokens, tokenizer.fitting('')].slice(0, batch);
  const ids = prompts.flatMap((tokens) => tokenizer.padded(tokens));
  const tokens = request.explain === true ? promptTokens.length : null;
  const states = yield* encodeText(dreamer, ids, batch, tokens, signal);

  const watch = tokens === null ? null : watchSteps(dreamer, request, tokens);
  if (watch !== null) yield watch.canvas(latentChannels);
  const random = new Random(seed);
  const latent = yield* denoise(dreamer, request, random, states, watch, circumstances);
  const picture = yield* decodeLatent(dreamer, latent, signal);
  yield {
    type: 'done',
    family,
    seed,
    result: { kind: 'picture', picture },
    elapsedMs: elapsedMs(),
  };
}

function watchSteps(
  { unet, colours, shape, scheduleFor }: Dreamer,
  { sampler }: DreamRequest,
  tokens: number,
): StepWatch {
  const { latentSize, classNames } = shape;
  return new StepWatch(unet, {
    colours,
    latentSize,
    classNames,
    schedule: scheduleFor(sampler),
    tokens,
  });
}

/** The states of [prompt, empty prompt], computed once a run: [batch, 24, width]; `tokens` of them are explained. */
async function* encodeText(
  { textEncoder, tokenizer }: Dreamer,
  ids: readonly number[],
  batch: number,
  tokens: number | null,
  signal: AbortSignal,
): AsyncGenerator<StageEvent | ExplainEvent, Tensor, void> {
  const input_ids = feed(textEncoder, 'input_ids', ids, [batch, tokenizer.length]);
  const further = tokens === null ? [] : layersOf(textEncoder, 'attentions');
  const stage = { family, name: 'text encoder', graph: textEncoder, further } as const;
  const results = yield* runStage(stage, { input_ids }, ['last_hidden_state'], signal);
  if (tokens !== null) {
    yield explainWords(family, tokens, results, further, ['last_hidden_state']);
  }
  return tensorOf(results, 'last_hidden_state');
}

/** All steps of the sampler, each told as it is made; returns the clean latent. */
async function* denoise(
  { unet, scheduleFor, colours, shape }: Dreamer,
  { guidance, sampler, steps }: DreamRequest,
  random: Random,
  states: Tensor,
  watch: StepWatch | null,
  { signal, elapsedMs }: Circumstances,
): AsyncGenerator<StageEvent | StepEvent | ExplainEvent, Float32Array, void> {
  const batch = states.dims[0] ?? 1;
  const dims = [batch, latentChannels, shape.latentSize, shape.latentSize];
  const constant = {
    encoder_hidden_states: feedTensor(unet, 'encoder_hidden_states', states),
    ...(takesGuidance(unet) ? { timestep_cond: guidanceInput(unet, guidance) } : {}),
  };
  const further = watch?.outputs ?? [];
  const stage = { family, name: 'unet', graph: unet, further } as const;
  const stages: StageEvent[] = [];
  const ask: Denoise = async (x, timestep) => {
    const feeds = {
      sample: feed(unet, 'sample', repeated(x, batch), dims),
      timestep: timestepInput(unet, timestep),
      ...constant,
    };
    const { results, event } = await runGraph(stage, feeds, ['out_sample'], signal);
    stages.push(event);
    watch?.see(x, timestep, results);
    return guided(floatsOf(results, 'out_sample'), guidance, batch);
  };
  const noise = random.normals(latentChannels * shape.latentSize ** 2);
  let latent: Float32Array = noise;
  const run = samplers[sampler](ask, noise, scheduleFor(sampler), steps, { random });
  for await (const step of run) {
    yield* stages.splice(0);
    yield stepEvent(step, colours, shape, elapsedMs());
    if (watch !== null) yield* watch.tell(step.step, step.x);
    latent = step.x;
  }
  return latent;
}

/** Distilled UNets take the guidance itself as an input, and run once a step whatever it is. */
function takesGuidance(unet: Graph): boolean {
  return unet.inputs.has('timestep_cond');
}

/** Timesteps are whole numbers, in a list of one or, in some exports, without a list. */
function timestepInput(unet: Graph, timestep: number): Tensor {
  const isScalar = unet.shapes.get('timestep')?.length === 0;
  return feed(unet, 'timestep', [Math.round(timestep)], isScalar ? [] : [1]);
}

/** The guidance as sines and cosines, [1, width]: as latent consistency models read it (Luo et al. 2023). */
function guidanceInput(unet: Graph, guidance: number): Tensor {
  const width = Number(unet.shapes.get('timestep_cond')?.[1] ?? 256);
  const half = width / 2;
  const angles = Array.from({ length: half }, (_, k) => {
    return (guidance - 1) * 1000 * Math.exp((-Math.log(10_000) * k) / (half - 1));
  });
  const values = [...angles.map(Math.sin), ...angles.map(Math.cos)];
  return feed(unet, 'timestep_cond', values, [1, width]);
}

function stepEvent(
  { x, guess, ...step }: SamplerStep,
  colours: LatentColours,
  { latentSize }: Dreamer['shape'],
  elapsedMs: number,
): StepEvent {
  const preview = (latent: Float32Array) =>
    previewLatent(latent, colours, latentSize, Math.max(1, Math.round(previewSize / latentSize)));
  return { type: 'step', ...step, noisy: preview(x), guess: preview(guess), elapsedMs };
}

/** The full decoder's picture of a clean latent. */
async function* decodeLatent(
  { decoder, shape }: Dreamer,
  latent: Float32Array,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, Pixels, void> {
  const scaled = latent.map((value) => value / shape.scaling);
  const dims = [1, latentChannels, shape.latentSize, shape.latentSize];
  const stage = { family, name: 'vae decoder', graph: decoder } as const;
  const feeds: Tensors = { latent_sample: feed(decoder, 'latent_sample', scaled, dims) };
  const results = yield* runStage(stage, feeds, ['sample'], signal);
  return pixelsOfSample(floatsOf(results, 'sample'), tensorOf(results, 'sample').dims[3] ?? 0);
}
