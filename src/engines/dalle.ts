import type { ExplainEvent } from '../core/explain.ts';
import { pixelsOfSample } from '../core/latents.ts';
import { Random } from '../core/random.ts';
import type {
  CodeEvent,
  Engine,
  PaintRequest,
  Pixels,
  PromptToken,
  RowEvent,
  RunEvent,
  StageEvent,
} from '../core/run.ts';
import type { Choice } from '../core/sampling.ts';
import { chooseToken } from '../core/sampling.ts';
import type { PackFiles } from '../packs/pack.ts';
import type { KeyValueCache } from './cache.ts';
import { advanced, emptyCache } from './cache.ts';
import { ConfigReader } from './config.ts';
import type { AnyPack, Circumstances } from './engine.ts';
import { makeEngine, runGraph, runStage } from './engine.ts';
import { explainWords, furtherOfWords, layersOf } from './explain.ts';
import { CellWatch } from './explainDalle.ts';
import { checkPrompt, checkRange, checkSeed, checkWhole } from './request.ts';
import type { Graph, Runtime, Tensors } from './runtime.ts';
import { wasmRuntime } from './runtime.ts';
import { feed, floatsOf, guided, Tensor, tensorOf } from './tensors.ts';
import { Tokenizer } from './tokenizer.ts';

const family = 'dalle';
const encoderFile = 'onnx/encoder_model_quantized.onnx';
const decoderFile = 'onnx/decoder_model_merged_quantized.onnx';
const patchSize = 8;

interface Painter {
  tokenizer: Tokenizer;
  encoder: Graph;
  decoder: Graph;
  picture: Graph;
  /** The mean picture of each code, [codes, 8, 8, 3]. */
  patches: Uint8Array;
  shape: Shape;
}

interface Shape {
  heads: number;
  /** Numbers of one head. */
  width: number;
  /** Tokens of a prompt. */
  promptLength: number;
  /** Picture codes there are. */
  codes: number;
  /** What the decoder is fed before the first code. */
  start: number;
  /** What the VQ decoder is fed for a cell that is not drawn yet; null where the pack has no such code. */
  undrawn: number | null;
  /** Codes along one side. */
  grid: number;
  imageSize: number;
}

/** A DALL-E in the manner of DALL-E mini: a text encoder, a decoder that draws codes, a VQ decoder. */
export function createDalle(pack: AnyPack, runtime: Runtime = wasmRuntime()): Engine<PaintRequest> {
  return makeEngine<PaintRequest, Painter>({ family, check, open, run }, pack, runtime);
}

function check(request: PaintRequest): void {
  checkPrompt(request.prompt);
  checkSeed(request.seed);
  checkRange('temperature', request.temperature, 0, 10);
  checkWhole('top-k', request.topK, 0, 1_000_000);
  checkRange('guidance', request.guidance, 1, 50);
}

async function open(files: PackFiles, runtime: Runtime): Promise<Painter> {
  const graph = (path: string) => runtime.open(files.take(path), path);
  return {
    tokenizer: Tokenizer.open(files, ''),
    shape: readShape(files),
    patches: files.take('vqgan/patches.bin'),
    encoder: await graph(encoderFile),
    decoder: await graph(decoderFile),
    picture: await graph('vqgan/decoder.onnx'),
  };
}

function readShape(files: PackFiles): Shape {
  const config = new ConfigReader('config.json', files.json('config.json'));
  const heads = config.number('decoder_attention_heads');
  return {
    heads,
    width: config.number('d_model') / heads,
    promptLength: config.number('text_max_length', 'max_length'),
    codes: config.number('image_vocab_size'),
    start: config.number('decoder_start_token_id'),
    undrawn: config.optionalNumber('undrawn_token_id'),
    grid: config.number('grid'),
    imageSize: config.number('image_size'),
  };
}

async function* run(
  painter: Painter,
  request: PaintRequest,
  circumstances: Circumstances,
): AsyncGenerator<RunEvent, void, void> {
  const { signal, runtime, elapsedMs } = circumstances;
  const { tokenizer, shape } = painter;
  const { seed } = request;
  const promptTokens = tokenizer.cut(tokenizer.encode(request.prompt), shape.promptLength);
  yield { type: 'started', family, seed, device: runtime.device, promptTokens };

  const text = yield* encodeText(painter, promptTokens, request, signal);
  const watch =
    request.explain === true ? new CellWatch(painter.decoder, promptTokens.length) : null;
  const picture = yield* drawCodes(painter, request, text, watch, circumstances);
  yield {
    type: 'done',
    family,
    seed,
    result: { kind: 'picture', picture },
    elapsedMs: elapsedMs(),
  };
}

/** The states of [prompt, empty prompt], computed once a run; guidance of 1 needs no empty prompt. */
interface Text {
  batch: number;
  mask: Tensor;
  states: Tensor;
}

async function* encodeText(
  { tokenizer, encoder, shape }: Painter,
  promptTokens: readonly PromptToken[],
  { guidance, explain = false }: PaintRequest,
  signal: AbortSignal,
): AsyncGenerator<StageEvent | ExplainEvent, Text, void> {
  const prompts = guidance === 1 ? [promptTokens] : [promptTokens, tokenizer.encode('')];
  const batch = prompts.length;
  const length = shape.promptLength;
  const ids = prompts.flatMap((tokens) => tokenizer.padded(tokens, length));
  const seen = prompts.flatMap((tokens) =>
    Array.from({ length }, (_, k) => (k < tokens.length ? 1 : 0)),
  );
  const feeds = {
    input_ids: feed(encoder, 'input_ids', ids, [batch, length]),
    attention_mask: feed(encoder, 'attention_mask', seen, [batch, length]),
  };
  const further = explain ? furtherOfWords(encoder) : [];
  const stage = { family, name: 'text encoder', graph: encoder, further } as const;
  const results = yield* runStage(stage, feeds, ['last_hidden_state'], signal);
  if (explain) {
    const [attentions, layers] = ['attentions', 'hidden_states'].map((name) =>
      layersOf(encoder, name),
    );
    yield explainWords(family, promptTokens.length, results, attentions ?? [], layers ?? []);
  }
  const states = tensorOf(results, 'last_hidden_state');
  return { batch, mask: feeds.attention_mask, states };
}

/** Draws the codes in raster order, tells each and the picture after each row; returns the last one. */
async function* drawCodes(
  painter: Painter,
  request: PaintRequest,
  text: Text,
  watch: CellWatch | null,
  { signal, elapsedMs }: Circumstances,
): AsyncGenerator<CodeEvent | RowEvent | StageEvent | ExplainEvent, Pixels, void> {
  const { shape, patches, decoder } = painter;
  const random = new Random(request.seed);
  const options = { ...request, topP: 1 };
  const codes: number[] = [];
  let cache = emptyCache(decoder, text.batch, shape.heads, shape.width);
  let picture: Pixels | null = null;
  if (watch !== null) yield codebook(patches);
  while (codes.length < shape.grid ** 2) {
    const further = watch?.outputs ?? [];
    const last = codes.at(-1) ?? null;
    const { results, event } = await decode(painter, last, cache, text, further, signal);
    if (codes.length % shape.grid === 0) yield event;
    cache = advanced(cache, results);
    const choice = chooseToken(codeLogits(results, request, text, shape), options, () =>
      random.uniform(),
    );
    watch?.see(codes.length, results, shape.codes, request.guidance);
    yield codeEvent(codes.length, choice, patches, shape, elapsedMs());
    codes.push(choice.id);
    if (codes.length % shape.grid > 0) continue;
    if (watch !== null) yield watch.tell();
    picture = yield* drawPicture(painter, codes, signal);
    yield rowEvent(codes.length / shape.grid, shape, picture, elapsedMs());
  }
  if (picture === null) throw new Error(`a grid of ${shape.grid} has no rows`);
  return picture;
}

/** One pass of the decoder over the last code, null before the first; the words are read in the first pass only. */
function decode(
  { decoder, shape }: Painter,
  last: number | null,
  cache: KeyValueCache,
  { batch, mask, states }: Text,
  further: readonly string[],
  signal: AbortSignal,
) {
  const fed = Array<number>(batch).fill(last ?? shape.start);
  const feeds: Tensors = {
    input_ids: feed(decoder, 'input_ids', fed, [batch, 1]),
    encoder_attention_mask: mask,
    encoder_hidden_states: states,
    use_cache_branch: new Tensor('bool', [last !== null], [1]),
    ...cache.tensors,
  };
  const continued = cache.outputs.filter((name) => last === null || !name.includes('.encoder.'));
  const stage = { family, name: 'decoder', graph: decoder, further } as const;
  return runGraph(stage, feeds, ['logits', ...continued], signal);
}

/** Guided logits of the picture codes, from [batch, 1, V]; what is no code is left out. */
function codeLogits(
  results: Tensors,
  { guidance }: PaintRequest,
  { batch }: Text,
  { codes }: Shape,
): Float32Array {
  return guided(floatsOf(results, 'logits'), guidance, batch).subarray(0, codes);
}

function codeEvent(
  index: number,
  { id, probability }: Choice,
  patches: Uint8Array,
  { grid }: Shape,
  elapsedMs: number,
): CodeEvent {
  const [row, column] = [Math.floor(index / grid), index % grid];
  const patch = patchPixels(patches, id);
  return { type: 'code', index, row, column, code: id, probability, patch, elapsedMs };
}

/** A copy, since the event's buffer is given away. */
function codebook(patches: Uint8Array): ExplainEvent {
  return { type: 'explain', family, kind: 'codebook', size: patchSize, rgb: patches.slice() };
}

/** A code's mean picture as RGBA. */
function patchPixels(patches: Uint8Array, code: number): Pixels {
  const area = patchSize ** 2;
  const data = new Uint8ClampedArray(4 * area).fill(255);
  const rgb = patches.subarray(code * area * 3, (code + 1) * area * 3);
  rgb.forEach((value, k) => (data[Math.floor(k / 3) * 4 + (k % 3)] = value));
  return { width: patchSize, height: patchSize, data };
}

/** The VQ decoder's picture of the codes so far; cells not drawn yet are transparent. */
async function* drawPicture(
  { picture: graph, shape }: Painter,
  codes: readonly number[],
  signal: AbortSignal,
): AsyncGenerator<StageEvent, Pixels, void> {
  const cells = shape.grid ** 2;
  const lastRow = codes.slice(-shape.grid);
  const all = Array.from(
    { length: cells },
    (_, k) => codes[k] ?? shape.undrawn ?? lastRow[k % shape.grid] ?? 0,
  );
  const feeds = { indices: feed(graph, 'indices', all, [1, cells]) };
  const stage = { family, name: 'vq decoder', graph } as const;
  const results = yield* runStage(stage, feeds, ['sample'], signal);
  const pixels = pixelsOfSample(floatsOf(results, 'sample'), shape.imageSize);
  const drawnRows = (codes.length / cells) * pixels.height;
  for (let k = drawnRows * pixels.width * 4 + 3; k < pixels.data.length; k += 4) {
    pixels.data[k] = 0;
  }
  return pixels;
}

/** A row is told with its own copy of the picture, since the event's buffer is given away. */
function rowEvent(done: number, { grid }: Shape, picture: Pixels, elapsedMs: number): RowEvent {
  const copy = { ...picture, data: picture.data.slice() };
  return { type: 'row', row: done - 1, rows: grid, picture: copy, elapsedMs };
}
