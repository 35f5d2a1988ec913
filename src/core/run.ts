/**
 * Every thing that can be asked of an engine and every thing an engine reports,
 * as closed unions: the one contract between engines, bridge and page.
 */

import type { ExplainEvent } from './explain.ts';
import type { Placement } from './placement.ts';

export const families = ['gpt2', 'dalle', 'diffusion'] as const;
export type Family = (typeof families)[number];

export const samplerNames = [
  'ddim',
  'euler',
  'eulerAncestral',
  'dpm2m',
  'dpm2mKarras',
  'dpm2mSde',
  'dpm2mSdeKarras',
  'lcm',
  'pndm',
] as const;
export type SamplerName = (typeof samplerNames)[number];

interface Explainable {
  /** Tell `explain` events too, at a tenth of the run's time at most; not, where it is absent. */
  explain?: boolean;
}

/** Seeds are whole numbers in [0, 2^32 - 1]. */
export interface WriteRequest extends Explainable {
  family: 'gpt2';
  prompt: string;
  seed: number;
  /** 0 is greedy. */
  temperature: number;
  /** 0 keeps every token. */
  topK: number;
  /** In (0, 1]; 1 keeps every token. */
  topP: number;
  maxNewTokens: number;
  /** Tokens less likely than this share of the likeliest are left out; 0, or absent, keeps all. */
  minP?: number;
  /** What was said before becomes less likely (Keskar et al. 2019); 1, or absent, changes nothing. */
  repetitionPenalty?: number;
  /** No run of so many tokens, prompt and all, comes twice; 0, or absent, allows it. */
  noRepeatNgramSize?: number;
  /** The text ends where one of these has been written. */
  stopWords?: readonly string[];
  /** How many texts are written at once, text k with seed + k; 1, where it is absent. */
  copies?: number;
  /** Tell how well the prompt suits the model instead of going on from it; not, where it is absent. */
  score?: boolean;
}

export interface PaintRequest extends Explainable {
  family: 'dalle';
  prompt: string;
  seed: number;
  temperature: number;
  topK: number;
  /** Super-conditioning; 1 runs without the empty prompt. */
  guidance: number;
  /** How many pictures are painted at once, picture k with seed + k; 1, where it is absent. */
  copies?: number;
  /** The codes of whole rows, from the top, that are taken over from another picture. */
  begun?: readonly number[];
}

/** A picture to begin with, in place of pure noise. */
export interface StartPicture {
  /** Square; drawn to the model's own size. */
  picture: Pixels;
  /** In [0, 1]: the share of the steps that is walked; 0 gives the picture back, 1 begins in pure noise. */
  strength: number;
  /** White where the picture is made anew; black where it stays. All of it is made anew without one. */
  mask?: Pixels;
}

/** Another prompt, another seed or both, and how far to go there: 0 is here, 1 is there. */
export interface Toward {
  prompt?: string;
  seed?: number;
  share: number;
}

/** Texts may weigh words as `(word:1.3)`: see emphasis.ts. */
export interface DreamRequest extends Explainable {
  family: 'diffusion';
  prompt: string;
  seed: number;
  steps: number;
  /** Classifier-free guidance; 1 runs without the empty prompt. */
  guidance: number;
  /** The share of the steps, from the first on, that guidance leads: later ones run without the empty prompt. */
  guidedShare?: number;
  sampler: SamplerName;
  /** What guidance leads away from, in place of the empty prompt. */
  negative?: string;
  start?: StartPicture;
  toward?: Toward;
  /** After so many steps the walk goes on with another prompt. */
  turn?: { step: number; prompt: string };
  /** With the UNet for few steps, where the pack has one. */
  swift?: boolean;
}

export type RunRequest = WriteRequest | PaintRequest | DreamRequest;

/** 8-bit RGBA, row by row from the top; the buffer is transferred with the event. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray<ArrayBuffer>;
}

export interface PromptToken {
  id: number;
  text: string;
}

export interface Candidate {
  id: number;
  text: string;
  /** After temperature and top-k/top-p, in [0, 1]. */
  probability: number;
}

/** What a tensor is, for the pipeline trace: its name, element type, real shape and first numbers. */
export interface TensorNote {
  name: string;
  type: string;
  dims: readonly number[];
  first: readonly number[];
}

export interface Device {
  provider: 'wasm' | 'webgpu';
  threads: number;
}

/** Bytes of a pack as they arrive. */
export interface LoadingEvent {
  type: 'loading';
  family: Family;
  file: string;
  loadedBytes: number;
  totalBytes: number;
}

/** The pack is loaded, the prompt is cut into tokens, the first step is about to run. */
export interface StartedEvent {
  type: 'started';
  family: Family;
  seed: number;
  device: Device;
  promptTokens: readonly PromptToken[];
}

/** One graph (or tokenizer, or sampler) ran: what went in, what came out, how long it took. */
export interface StageEvent {
  type: 'stage';
  family: Family;
  stage: string;
  inputs: readonly TensorNote[];
  outputs: readonly TensorNote[];
  /** Where the graph runs and why there, where more than one device was thought of. */
  placement?: Placement;
  elapsedMs: number;
}

/** GPT-2 chose a token; `candidates` are the five likeliest before any was left out, likeliest first. */
export interface TokenEvent {
  type: 'token';
  /** Which of several texts; the first, where it is absent. */
  copy?: number;
  index: number;
  id: number;
  text: string;
  probability: number;
  candidates: readonly Candidate[];
  /** How many of the likeliest tokens it was drawn from; absent where none of the candidates was left out. */
  kept?: number;
  elapsedMs: number;
}

/** The DALL-E decoder chose the image token of one cell; `patch` is its cheap 8x8 picture. */
export interface CodeEvent {
  type: 'code';
  /** Which of several pictures; the first, where it is absent. */
  copy?: number;
  index: number;
  row: number;
  column: number;
  code: number;
  probability: number;
  patch: Pixels;
  elapsedMs: number;
}

/** A row of image tokens is complete: the whole picture as the VQ decoder draws it so far. */
export interface RowEvent {
  type: 'row';
  /** Which of several pictures; the first, where it is absent. */
  copy?: number;
  row: number;
  rows: number;
  picture: Pixels;
  elapsedMs: number;
}

/** One denoising step: the noisy latent after it, and the present guess of the clean picture. */
export interface StepEvent {
  type: 'step';
  /** 1 .. steps; 0 is the noise before the first step, whose guess is the noise itself. */
  step: number;
  steps: number;
  timestep: number;
  sigma: number;
  noisy: Pixels;
  guess: Pixels;
  elapsedMs: number;
}

export interface TextResult {
  kind: 'text';
  text: string;
  tokens: number;
  /** What ended it: the model itself, the limit, or a stop word. */
  ended: 'model' | 'limit' | 'stop';
  /** The texts that were written beside this one, in the order of their seeds. */
  others?: readonly string[];
}

/** One of several paintings and what the model itself thinks of it. */
export interface Ranked {
  copy: number;
  /** The mean of log p over its codes, given the prompt: nearer to 0 is likelier. */
  logLikelihood: number;
}

export interface PictureResult {
  kind: 'picture';
  /** Of several paintings the likeliest. */
  picture: Pixels;
  /** Several paintings, the likeliest first. */
  ranking?: readonly Ranked[];
}

/** The last event of a run that was neither stopped nor failed. */
export interface DoneEvent {
  type: 'done';
  family: Family;
  seed: number;
  result: TextResult | PictureResult;
  elapsedMs: number;
}

/** `elapsedMs` counts from the start of the run, except in StageEvent, where it is the stage's own time. */
export type RunEvent =
  | LoadingEvent
  | StartedEvent
  | StageEvent
  | TokenEvent
  | CodeEvent
  | RowEvent
  | StepEvent
  | ExplainEvent
  | DoneEvent;

/** An engine runs one request at a time; it reads the signal at each step. */
export interface Engine<R extends RunRequest = RunRequest> {
  run(request: R, signal: AbortSignal): AsyncGenerator<RunEvent, void, void>;
  /** Loads the pack without running it; later runs find it loaded. */
  load(signal: AbortSignal): AsyncGenerator<LoadingEvent, void, void>;
}
