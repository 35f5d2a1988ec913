import type { ExplainEvent } from '../core/explain.ts';
import type { LatentColours } from '../core/latents.ts';
import { pixelsOfSample, previewLatent } from '../core/latents.ts';
import { Random } from '../core/random.ts';
import type {
  DreamRequest,
  Engine,
  Pixels,
  RunEvent,
  SamplerName,
  StageEvent,
  StepEvent,
} from '../core/run.ts';
import type { Denoise, SamplerStep } from '../core/samplers.ts';
import { samplers } from '../core/samplers.ts';
import type { Schedule } from '../core/schedule.ts';
import { makeSchedule } from '../core/schedule.ts';
import { parseScheduleConfig } from '../core/scheduleConfig.ts';
import type { Pack, PackFiles } from '../packs/pack.ts';
import { ConfigReader } from './config.ts';
import type { Circumstances } from './engine.ts';
import { makeEngine, runGraph, runStage } from './engine.ts';
import { explainWords, layersOf } from './explain.ts';
import { StepWatch } from './explainDiffusion.ts';
import { checkPrompt, checkRange, checkSeed, checkWhole } from './request.ts';
import type { Graph, Runtime, Tensors } from './runtime.ts';
import { wasmRuntime } from './runtime.ts';
import type { Tensor } from './tensors.ts';
import { floats, floatsOf, guided, integers, repeated, tensorOf } from './tensors.ts';
import { Tokenizer } from './tokenizer.ts';

const family = 'diffusion';
const channels = 4;
const promptLength = 24;
const previewSize = 256;

interface Dreamer {
  tokenizer: Tokenizer;
  textEncoder: Graph;
  unet: Graph;
  decoder: Graph;
  /** Each sampler reads the scheduler's file in its own way. */
  scheduleFor: (sampler: SamplerName) => Schedule;
  colours: LatentColours;
  shape: Shape;
}

interface Shape {
  latentSize: number;
  imageSize: number;
  /** Latents of unit variance are divided by this before they are decoded. */
  scaling: number;
  /** What the classes of the UNet's own map of the picture are called; none where it has no map. */
  classNames: readonly string[];
}

/** Stable Diffusion in diffusers' ONNX layout: noise becomes a picture, step by step. */
export function createDiffusion(
  pack: Pack,
  runtime: Runtime = wasmRuntime(),
): Engine<DreamRequest> {
  return makeEngine<DreamRequest, Dreamer>({ family, check, open, run }, pack, runtime);
}

function check(request: DreamRequest): void {
  checkPrompt(request.prompt);
  checkSeed(request.seed);
  checkWhole('number of steps', request.steps, 1, 1000);
  checkRange('guidance', request.guidance, 1, 50);
}

async function open(files: PackFiles, runtime: Runtime): Promise<Dreamer> {
  const graph = (folder: string) => {
    const path = `${folder}/model.onnx`;
    return runtime.open(files.take(path), path);
  };
  return {
    tokenizer: Tokenizer.open(files, 'tokenizer/'),
    scheduleFor: readSchedule(files),
    colours: readColours(files),
    shape: readShape(files),
    textEncoder: await graph('text_encoder'),
    unet: await graph('unet'),
    decoder: await graph('vae_decoder'),
  };
}

function readSchedule(files: PackFiles): (sampler: SamplerName) => Schedule {
  const scheduler = files.json('scheduler/scheduler_config.json');
  return (sampler) => makeSchedule(parseScheduleConfig(scheduler, sampler));
}

function readColours(files: PackFiles): LatentColours {
  const preview = new ConfigReader('preview.json', files.json('preview.json'));
  return {
    factors: preview.table('latent_rgb_factors', channels, 3),
    bias: preview.numbers('bias', 3),
  };
}

function readShape(files: PackFiles): Shape {
  const own = new ConfigReader('windowsill.json', files.json('windowsill.json'));
  return {
    latentSize: own.number('latent_size'),
    imageSize: own.number('image_size'),
    scaling: own.number('scaling_factor'),
    classNames: own.textsWithin('explain', 'unet', 'map', 'classes'),
  };
}

async function* run(
  dreamer: Dreamer,
  request: DreamRequest,
  circumstances: Circumstances,
): AsyncGenerator<RunEvent, void, void> {
  const { signal, runtime, elapsedMs } = circumstances;
  const { tokenizer } = dreamer;
  const { seed } = request;
  const promptTokens = tokenizer.cut(tokenizer.encode(request.prompt), promptLength);
  yield { type: 'started', family, seed, device: runtime.device, promptTokens };

  const batch = request.guidance === 1 ? 1 : 2;
  const prompts = [promptTokens, tokenizer.encode('')].slice(0, batch);
  const ids = prompts.flatMap((tokens) => tokenizer.padded(tokens, promptLength));
  const tokens = request.explain === true ? promptTokens.length : null;
  const states = yield* encodeText(dreamer, ids, batch, tokens, signal);

  const watch = tokens === null ? null : watchSteps(dreamer, request, tokens);
  if (watch !== null) yield watch.canvas(channels);
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
  { textEncoder }: Dreamer,
  ids: readonly number[],
  batch: number,
  tokens: number | null,
  signal: AbortSignal,
): AsyncGenerator<StageEvent | ExplainEvent, Tensor, void> {
  const input_ids = integers(textEncoder, 'input_ids', ids, [batch, promptLength]);
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
  const dims = [batch, channels, shape.latentSize, shape.latentSize];
  const further = watch?.outputs ?? [];
  const stage = { family, name: 'unet', graph: unet, further } as const;
  const stages: StageEvent[] = [];
  const ask: Denoise = async (x, timestep) => {
    const feeds = {
      sample: floats(repeated(x, batch), dims),
      timestep: integers(unet, 'timestep', [Math.round(timestep)], [1]),
      encoder_hidden_states: states,
    };
    const { results, event } = await runGraph(stage, feeds, ['out_sample'], signal);
    stages.push(event);
    watch?.see(x, timestep, results);
    return guided(floatsOf(results, 'out_sample'), guidance, batch);
  };
  const noise = random.normals(channels * shape.latentSize ** 2);
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

function stepEvent(
  { x, guess, ...step }: SamplerStep,
  colours: LatentColours,
  { latentSize }: Shape,
  elapsedMs: number,
): StepEvent {
  const preview = (latent: Float32Array) =>
    previewLatent(latent, colours, latentSize, previewSize / latentSize);
  return { type: 'step', ...step, noisy: preview(x), guess: preview(guess), elapsedMs };
}

/** The full decoder's picture of a clean latent. */
async function* decodeLatent(
  { decoder, shape }: Dreamer,
  latent: Float32Array,
  signal: AbortSignal,
): AsyncGenerator<StageEvent, Pixels, void> {
  const scaled = latent.map((value) => value / shape.scaling);
  const dims = [1, channels, shape.latentSize, shape.latentSize];
  const stage = { family, name: 'vae decoder', graph: decoder } as const;
  const feeds: Tensors = { latent_sample: floats(scaled, dims) };
  const results = yield* runStage(stage, feeds, ['sample'], signal);
  return pixelsOfSample(floatsOf(results, 'sample'), shape.imageSize);
}
