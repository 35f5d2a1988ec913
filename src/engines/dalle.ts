import { why } from '../core/detail.ts';
import type { ExplainEvent } from '../core/explain.ts';
import { Failure } from '../core/failure.ts';
import { pixelsOfSample } from '../core/latents.ts';
import { Random } from '../core/random.ts';
import type {
  CodeEvent,
  Engine,
  PaintRequest,
  PictureResult,
  Pixels,
  PromptToken,
  RowEvent,
  RunEvent,
  StageEvent,
} from '../core/run.ts';
import type { Choice } from '../core/sampling.ts';
import { choiceOf, chooseToken, logShareOf } from '../core/sampling.ts';
import type { PackFiles } from '../packs/pack.ts';
import type { KeyValueCache } from './cache.ts';
import { advanced, emptyCache } from './cache.ts';
import { ConfigReader } from './config.ts';
import type { AnyPack, Circumstances } from './engine.ts';
import { makeEngine, runGraph, runStage } from './engine.ts';
import { explainWords, furtherOfWords, layersOf } from './explain.ts';
import { CellWatch } from './explainDalle.ts';
import { openGraph } from './graphFiles.ts';
import { checkCopies, checkPrompt, checkRange, checkSeed, checkWhole } from './request.ts';
import type { Graph, Runtime, Tensors } from './runtime.ts';
import { wasmRuntime } from './runtime.ts';
import { feed, floatsOf, guidedBy, repeatedRows, Tensor, tensorOf } from './tensors.ts';
import { Tokenizer } from './tokenizer.ts';

const family = 'dalle';
const encoderFiles = ['onnx/encoder_model_quantized.onnx', 'onnx/encoder_model.onnx'];
const decoderFiles = ['onnx/decoder_model_merged_quantized.onnx', 'onnx/decoder_model_merged.onnx'];
const pictureFiles = ['vqgan/decoder.onnx'];
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
  checkCopies(request.seed, request.copies ?? 1);
}

function checkBegun(begun: readonly number[], { grid, codes }: Shape): void {
  if (begun.length % grid > 0 || begun.length >= grid ** 2) {
    throw new Failure('badInput', why('begunRows', begun.length, grid));
  }
  const odd = begun.find((code) => !Number.isInteger(code) || code < 0 || code >= codes);
  if (odd !== undefined) throw new Failure('badInput', why('begunCode', odd, codes - 1));
}

async function open(files: PackFiles, runtime: Runtime): Promise<Painter> {
  return {
    tokenizer: Tokenizer.open(files, ''),
    shape: readShape(files),
    patches: files.take('vqgan/patches.bin'),
    encoder: await openGraph(files, runtime, encoderFiles),
    decoder: await openGraph(files, runtime, decoderFiles),
    picture: await openGraph(files, runtime, pictureFiles),
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

  checkBegun(request.begun ?? [], shape);
  // Several pictures at once are not explained: the one that is shown is known only at the end.
  const explained = {
    ...request,
    explain: request.explain === true && (request.copies ?? 1) === 1,
  };
  const text = yield* encodeText(painter, promptTokens, explained, signal);
  const watch = explained.explain ? new CellWatch(painter.decoder, promptTokens.length) : null;
  const result = yield* drawCodes(painter, request, text, watch, circumstances);
  yield { type: 'done', family, seed, result, elapsedMs: elapsedMs() };
}

/** The states of [prompt, empty prompt], each as often as there are copies; guidance of 1 needs no empty prompt. */
interface Text {
  batch: number;
  mask: Tensor;
  states: Tensor;
}

async function* encodeText(
  { tokenizer, encoder, shape }: Painter,
  promptTokens: readonly PromptToken[],
  { guidance, explain = false, copies = 1 }: PaintRequest,
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
  return {
    batch: batch * copies,
    mask: repeatedRows(feeds.attention_mask, copies),
    states: repeatedRows(tensorOf(results, 'last_hidden_state'), copies),
  };
}

/** Draws the codes in raster order, tells each and the picture after each row; returns the last one. */
async function* drawCodes(
  painter: Painter,
  request: PaintRequest,
  text: Text,
  watch: CellWatch | null,
  { signal, elapsedMs }: Circumstances,
): AsyncGenerator<CodeEvent | RowEvent | StageEvent | ExplainEvent, PictureResult, void> {
  const { shape, patches, decoder } = painter;
  const canvases = Array.from({ length: request.copies ?? 1 }, (_, copy) => {
    return new Canvas(request, copy);
  });
  const cells = shape.grid ** 2;
  let cache = emptyCache(decoder, text.batch, shape.heads, shape.width);
  let pictures: Pixels[] = [];
  if (watch !== null) yield codebook(patches);
  for (let index = 0; index < cells; index++) {
    const further = watch?.outputs ?? [];
    const last = index === 0 ? null : canvases.map(({ codes }) => codes.at(-1) ?? 0);
    const { results, event } = await decode(painter, last, cache, text, further, signal);
    if (index % shape.grid === 0) yield event;
    cache = advanced(cache, results);
    watch?.see(index, results, shape.codes, request.guidance);
    for (const canvas of canvases) {
      const choice = canvas.lay(codeLogits(results, request, text, shape, canvas));
      yield { ...codeEvent(index, choice, patches, shape, elapsedMs()), ...canvas.name };
    }
    if ((index + 1) % shape.grid > 0) continue;
    if (watch !== null) yield watch.tell();
    // Until the end the tiles of the further copies stand for their pictures.
    const shown = index + 1 === cells ? canvases : canvases.slice(0, 1);
    pictures = yield* drawPictures(painter, shown, signal);
    for (const [copy, picture] of pictures.entries()) {
      const row = rowEvent((index + 1) / shape.grid, shape, picture, elapsedMs());
      yield { ...row, ...shown[copy]?.name };
    }
  }
  return resultOf(canvases, pictures);
}

/** The likeliest picture, and how the others stand to it. */
function resultOf(canvases: readonly Canvas[], pictures: readonly Pixels[]): PictureResult {
  const ranking = canvases
    .map(({ copy, logLikelihood }) => ({ copy, logLikelihood }))
    .sort((a, b) => b.logLikelihood - a.logLikelihood || a.copy - b.copy);
  const picture = pictures[ranking[0]?.copy ?? 0];
  if (picture === undefined) throw new Error('no row was painted');
  return { kind: 'picture', picture, ...(canvases.length > 1 && { ranking }) };
}

/** What the decoder said of the next code of one picture. */
interface CodeLogits {
  /** With guidance: what the code is drawn by. */
  guided: Float32Array;
  /** Given the prompt, without guidance: what the code is judged by. */
  withPrompt: Float32Array;
}

/** One of the pictures of a run, which grows by codes. */
class Canvas {
  readonly copy: number;
  readonly codes: number[] = [];
  readonly #request: PaintRequest;
  readonly #random: Random;
  #sum = 0;
  #drawn = 0;

  constructor(request: PaintRequest, copy: number) {
    this.copy = copy;
    this.#request = request;
    this.#random = new Random(request.seed + copy);
  }

  /** How events say that they are of this picture. */
  get name(): { copy?: number } {
    return this.copy === 0 ? {} : { copy: this.copy };
  }

  /** The mean of log p, given the prompt, over the codes that were drawn. */
  get logLikelihood(): number {
    return this.#sum / Math.max(1, this.#drawn);
  }

  /** Draws the next code, or takes it over from the picture that the run begins with. */
  lay({ guided, withPrompt }: CodeLogits): Choice {
    const options = { ...this.#request, topP: 1 };
    const given = this.#request.begun?.[this.codes.length];
    if (given !== undefined) {
      this.codes.push(given);
      return choiceOf(guided, options, given);
    }
    const choice = chooseToken(guided, options, () => this.#random.uniform());
    this.codes.push(choice.id);
    this.#sum += logShareOf(withPrompt, choice.id);
    this.#drawn++;
    return choice;
  }
}

/** One pass of the decoder over each picture's last code, null before the first; the words are read in the first pass only. */
function decode(
  { decoder, shape }: Painter,
  last: readonly number[] | null,
  cache: KeyValueCache,
  { batch, mask, states }: Text,
  further: readonly string[],
  signal: AbortSignal,
) {
  const copies = last?.length ?? 1;
  const fed = Array.from({ length: batch }, (_, row) => last?.[row % copies] ?? shape.start);
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

/** The logits of one picture's next code, from [batch, 1, V]; what is no code is left out. */
function codeLogits(
  results: Tensors,
  { guidance, copies = 1 }: PaintRequest,
  { batch }: Text,
  { codes }: Shape,
  { copy }: Canvas,
): CodeLogits {
  const logits = floatsOf(results, 'logits');
  const V = logits.length / batch;
  const row = (at: number) => logits.subarray(at * V, at * V + codes);
  const withPrompt = row(copy);
  if (batch === copies) return { guided: withPrompt, withPrompt };
  return { guided: guidedBy(withPrompt, row(copies + copy), guidance), withPrompt };
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

/** The VQ decoder's picture of each canvas so far; cells not drawn yet are transparent. */
async function* drawPictures(
  { picture: graph, shape }: Painter,
  canvases: readonly Canvas[],
  signal: AbortSignal,
): AsyncGenerator<StageEvent, Pixels[], void> {
  const cells = shape.grid ** 2;
  const all = canvases.flatMap(({ codes }) => {
    const lastRow = codes.slice(-shape.grid);
    return Array.from(
      { length: cells },
      (_, k) => codes[k] ?? shape.undrawn ?? lastRow[k % shape.grid] ?? 0,
    );
  });
  const feeds = { indices: feed(graph, 'indices', all, [canvases.length, cells]) };
  const stage = { family, name: 'vq decoder', graph } as const;
  const results = yield* runStage(stage, feeds, ['sample'], signal);
  const sample = floatsOf(results, 'sample');
  const size = 3 * shape.imageSize ** 2;
  return canvases.map(({ codes }, k) => {
    const pixels = pixelsOfSample(sample.subarray(k * size, (k + 1) * size), shape.imageSize);
    const drawnRows = (codes.length / cells) * pixels.height;
    pixels.data.fill(0, drawnRows * pixels.width * 4);
    return pixels;
  });
}

/** A row is told with its own copy of the picture, since the event's buffer is given away. */
function rowEvent(done: number, { grid }: Shape, picture: Pixels, elapsedMs: number): RowEvent {
  const copy = { ...picture, data: picture.data.slice() };
  return { type: 'row', row: done - 1, rows: grid, picture: copy, elapsedMs };
}
