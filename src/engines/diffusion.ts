import { why } from '../core/detail.ts';
import type { ExplainEvent } from '../core/explain.ts';
import { Failure } from '../core/failure.ts';
import type { LatentColours } from '../core/latents.ts';
import { pixelsOfSample, previewLatent } from '../core/latents.ts';
import { Random } from '../core/random.ts';
import type {
  DreamRequest,
  Engine,
  Pixels,
  RunEvent,
  StageEvent,
  StartPicture,
  StepEvent,
  Toward,
} from '../core/run.ts';
import type { Denoise, SamplerStep } from '../core/samplers.ts';
import { samplers, stepsWalked } from '../core/samplers.ts';
import { slerp } from '../core/slerp.ts';
import type { Dreamer } from './dreamPack.ts';
import { openDreamer } from './dreamPack.ts';
import { beginningOf, encodeStart, skipMasked } from './dreamStart.ts';
import type { TextStates } from './dreamText.ts';
import { checkEmphasis, encodeTexts, weighText } from './dreamText.ts';
import type { AnyPack, Circumstances } from './engine.ts';
import { makeEngine, runGraph, runStage } from './engine.ts';
import { StepWatch } from './explainDiffusion.ts';
import { latentChannels } from './latentColours.ts';
import { checkLength, checkPrompt, checkRange, checkSeed, checkWhole } from './request.ts';
import type { Graph, Runtime, Tensors } from './runtime.ts';
import { wasmRuntime } from './runtime.ts';
import type { Tensor } from './tensors.ts';
import { feed, feedTensor, firstRow, floatsOf, guided, repeated, tensorOf } from './tensors.ts';

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
  const { steps, guidance, guidedShare = 1, negative = '', toward, turn, start } = request;
  checkPrompt(request.prompt);
  checkSeed(request.seed);
  checkWhole('number of steps', steps, 1, 1000);
  checkRange('guidance', guidance, 1, 50);
  checkRange('share of guided steps', guidedShare, 0, 1);
  for (const text of [request.prompt, negative, toward?.prompt ?? '', turn?.prompt ?? '']) {
    checkLength(text);
    checkEmphasis(text);
  }
  if (toward !== undefined) checkRange('share', toward.share, 0, 1);
  if (toward?.seed !== undefined) checkSeed(toward.seed);
  if (turn !== undefined) checkTurn(turn.step, stepsWalked(steps, start?.strength ?? 1));
  if (start !== undefined) checkStart(start);
}

function checkTurn(step: number, steps: number): void {
  checkWhole('step of the other prompt', step, 0, 1000);
  if (step >= steps) throw new Failure('badInput', why('turnLate', step, steps));
}

function checkStart({ picture, mask = picture, strength }: StartPicture): void {
  checkRange('strength', strength, 0, 1);
  const odd = [picture, mask].find(({ width, height }) => width !== height);
  if (odd !== undefined) throw new Failure('badInput', why('oddPicture', odd.width, odd.height));
}

async function* run(
  dreamer: Dreamer,
  request: DreamRequest,
  circumstances: Circumstances,
): AsyncGenerator<RunEvent, void, void> {
  const { signal, runtime, elapsedMs } = circumstances;
  const { seed } = request;
  const unet =
    (request.swift === true ? await dreamer.openSwiftUnet(signal) : null) ?? dreamer.unet;
  const prompt = weighText(dreamer.tokenizer, request.prompt);
  const promptTokens = prompt.tokens;
  yield { type: 'started', family, seed, device: runtime.device, promptTokens };

  const guides = request.guidance !== 1 && !takesGuidance(unet);
  const explained = request.explain === true ? promptTokens.length : null;
  const texts = yield* encodeTexts(dreamer, prompt, request, guides, explained, signal);

  const watch = explained === null ? null : watchSteps(dreamer, request, explained);
  if (watch !== null) yield watch.canvas(latentChannels);
  const latent = yield* denoise({ ...dreamer, unet }, request, texts, watch, circumstances);
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

/** All steps of the sampler, each told as it is made; returns the clean latent. */
async function* denoise(
  dreamer: Dreamer,
  request: DreamRequest,
  { states, turned }: TextStates,
  watch: StepWatch | null,
  circumstances: Circumstances,
): AsyncGenerator<StageEvent | StepEvent | ExplainEvent, Float32Array, void> {
  const { unet, scheduleFor, colours, shape, answers } = dreamer;
  const { guidance, guidedShare = 1, sampler, steps, start, turn, toward } = request;
  const { signal, elapsedMs } = circumstances;
  const random = new Random(request.seed);
  const begun = start === undefined ? null : yield* encodeStart(dreamer, start, random, signal);
  const noise = noiseOf(random, toward, latentChannels * shape.latentSize ** 2);
  skipMasked(begun, random);

  const constant = takesGuidance(unet) ? { timestep_cond: guidanceInput(unet, guidance) } : {};
  const [before, after] = [states, turned ?? states].map((tensor) => {
    return [tensor, firstRow(tensor)].map((rows) =>
      feedTensor(unet, 'encoder_hidden_states', rows),
    );
  });
  const further = watch?.outputs ?? [];
  const stage = { family, name: 'unet', graph: unet, further } as const;
  const stages: StageEvent[] = [];
  const known = await answers.begin(request);
  // PNDM asks once more than there are steps: all of them are guided unless a share is asked for.
  const guidedUntil =
    guidedShare === 1 ? Infinity : guidedShare * stepsWalked(steps, start?.strength ?? 1);
  let asked = 0;
  const ask: Denoise = async (x, timestep) => {
    const at = asked++;
    const isTurned = turn !== undefined && at >= turn.step;
    const shared = known[at];
    if (shared !== undefined && !isTurned) return shared;
    const [both, alone] = (isTurned ? after : before) ?? [];
    const text = (at < guidedUntil ? both : alone) ?? states;
    const batch = text.dims[0] ?? 1;
    const dims = [batch, latentChannels, shape.latentSize, shape.latentSize];
    const feeds: Tensors = {
      sample: feed(unet, 'sample', repeated(x, batch), dims),
      timestep: timestepInput(unet, timestep),
      encoder_hidden_states: text,
      ...constant,
    };
    const { results, event } = await runGraph(stage, feeds, ['out_sample'], signal);
    stages.push(event);
    watch?.see(x, timestep, results);
    const answer = guided(floatsOf(results, 'out_sample'), guidance, batch);
    if (!isTurned) answers.keep(answer);
    return answer;
  };
  let latent: Float32Array = noise;
  const options = { random, ...beginningOf(begun, start?.strength ?? 1, noise) };
  const run = samplers[sampler](ask, noise, scheduleFor(sampler), steps, options);
  for await (const step of run) {
    yield* stages.splice(0);
    yield stepEvent(step, colours, shape, elapsedMs());
    if (watch !== null) yield* watch.tell(step.step, step.x);
    latent = step.x;
  }
  checkNumbers(latent);
  return latent;
}

/** The first noise of a run: of its seed, or on the way to that of another. */
function noiseOf(random: Random, toward: Toward | undefined, count: number): Float32Array {
  const noise = random.normals(count);
  if (toward?.seed === undefined) return noise;
  return slerp(noise, new Random(toward.seed).normals(count), toward.share);
}

/** Distilled UNets take the guidance itself as an input, and run once a step whatever it is. */
function takesGuidance(unet: Graph): boolean {
  return unet.inputs.has('timestep_cond');
}

/**
 * A list of one or, in some exports, a number without a list. A sampler may stop between two timesteps
 * (946.42); only a graph that takes whole numbers gets the nearest one.
 */
function timestepInput(unet: Graph, timestep: number): Tensor {
  const isScalar = unet.shapes.get('timestep')?.length === 0;
  const isWhole = unet.inputs.get('timestep')?.startsWith('int') === true;
  return feed(unet, 'timestep', [isWhole ? Math.round(timestep) : timestep], isScalar ? [] : [1]);
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

/** A picture of NaN would be black and count as finished. */
function checkNumbers(numbers: Float32Array): void {
  if (numbers.some(Number.isNaN)) throw new Failure('internal', why('notNumbers'));
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
  checkNumbers(floatsOf(results, 'sample'));
  return pixelsOfSample(floatsOf(results, 'sample'), tensorOf(results, 'sample').dims[3] ?? 0);
}
