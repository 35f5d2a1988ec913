import { Failure } from '../core/failure.ts';
import { Random } from '../core/random.ts';
import type {
  Engine,
  PromptToken,
  RunEvent,
  TextResult,
  TokenEvent,
  WriteRequest,
} from '../core/run.ts';
import type { Choice } from '../core/sampling.ts';
import { chooseToken, penalised, unrepeated } from '../core/sampling.ts';
import type { PackFiles } from '../packs/pack.ts';
import { precisions } from '../packs/standard/layout.ts';
import type { KeyValueCache } from './cache.ts';
import { advanced, emptyCache } from './cache.ts';
import { ConfigReader } from './config.ts';
import type { AnyPack, Circumstances } from './engine.ts';
import { makeEngine, runStage } from './engine.ts';
import { layersOf } from './explain.ts';
import { TokenWatch } from './explainGpt2.ts';
import { openGraph } from './graphFiles.ts';
import { scoreOf } from './perplexity.ts';
import {
  checkCopies,
  checkPrompt,
  checkRange,
  checkSeed,
  checkShare,
  checkStopWords,
  checkWhole,
} from './request.ts';
import type { Graph, Runtime, Tensors } from './runtime.ts';
import { wasmRuntime } from './runtime.ts';
import { feed, firstOfBatch, floatsOf, Tensor, tensorOf } from './tensors.ts';
import { Tokenizer } from './tokenizer.ts';

const family = 'gpt2';
/** The graphs of a pack in transformers.js' layout; it holds one of them. */
const modelFiles = ['decoder_model_merged', 'model'].flatMap((name) =>
  precisions.map(([kind]) => `onnx/${name}${kind}.onnx`),
);
const lensFile = 'onnx/lens.onnx';

interface Writer {
  tokenizer: Tokenizer;
  /** The texts of tokens that were asked for: decoding one takes longer than looking it up. */
  names: Map<number, string>;
  graph: Graph;
  /** Reads a layer's vectors as the model reads its last ones; opened when first asked for, null in a pack without. */
  lens: (signal: AbortSignal) => Promise<Graph | null>;
  shape: Shape;
}

interface Shape {
  /** Tokens the model can look back on. */
  context: number;
  heads: number;
  /** Numbers of one head. */
  width: number;
  /** The token that ends a text, and is fed where there is none. */
  end: number;
  /** All that end one. */
  ends: readonly number[];
}

/** GPT-2 in the layout of transformers.js: text goes on token by token. */
export function createGpt2(pack: AnyPack, runtime: Runtime = wasmRuntime()): Engine<WriteRequest> {
  return makeEngine<WriteRequest, Writer>({ family, check, open, run }, pack, runtime);
}

function check(request: WriteRequest): void {
  checkPrompt(request.prompt);
  checkSeed(request.seed);
  checkRange('temperature', request.temperature, 0, 10);
  checkWhole('top-k', request.topK, 0, 1_000_000);
  checkShare('top-p', request.topP);
  checkWhole('number of new tokens', request.maxNewTokens, 1, 10_000);
  checkRange('min-p', request.minP ?? 0, 0, 1);
  checkRange('repetition penalty', request.repetitionPenalty ?? 1, 0.1, 10);
  checkWhole('size of runs that never come twice', request.noRepeatNgramSize ?? 0, 0, 10_000);
  checkStopWords(request.stopWords ?? []);
  checkCopies(request.seed, request.copies ?? 1);
}

async function open(files: PackFiles, runtime: Runtime): Promise<Writer> {
  return {
    tokenizer: Tokenizer.open(files, ''),
    names: new Map(),
    shape: readShape(files),
    lens: lensOpener(files, runtime),
    graph: await openGraph(files, runtime, modelFiles),
  };
}

function lensOpener(files: PackFiles, runtime: Runtime): Writer['lens'] {
  let lens: Graph | null = null;
  return async (signal) => {
    try {
      return (lens ??= await runtime.open(await files.further(lensFile, signal), lensFile));
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.kind === 'packMissing') return null;
      throw thrown;
    }
  };
}

function readShape(files: PackFiles): Shape {
  const config = new ConfigReader('config.json', files.json('config.json'));
  const heads = config.number('n_head');
  const ends = config.oneOrMore('eos_token_id');
  const [end] = ends;
  return {
    heads,
    width: config.number('n_embd') / heads,
    context: config.number('n_positions', 'n_ctx'),
    end,
    ends,
  };
}

async function* run(
  writer: Writer,
  request: WriteRequest,
  circumstances: Circumstances,
): AsyncGenerator<RunEvent, void, void> {
  const { signal, runtime, elapsedMs } = circumstances;
  const { tokenizer, shape } = writer;
  const { seed, maxNewTokens } = request;
  const promptTokens = tokenizer
    .encode(request.prompt)
    .slice(-promptRoom(shape, maxNewTokens))
    .map(({ id }) => ({ id, text: tokenizer.decode([id]) }));
  yield { type: 'started', family, seed, device: runtime.device, promptTokens };

  if (request.score === true) {
    yield* scorePrompt(writer, promptTokens, seed, circumstances);
    return;
  }
  const watch =
    request.explain === true && tellsAttention(writer.graph)
      ? await watchTokens(writer, signal)
      : null;
  // A prompt of which no token is left begins as training texts do: after the end of another.
  const begun = promptTokens.length > 0 ? promptTokens.map(({ id }) => id) : [shape.end];
  const texts = Array.from({ length: request.copies ?? 1 }, (_, copy) => {
    return new GrowingText(writer, request, begun, copy);
  });
  let cache = emptyCache(writer.graph, texts.length, shape.heads, shape.width);
  let position = 0;
  let fresh = texts.map(() => begun);
  const limit = Math.min(maxNewTokens, shape.context - begun.length);
  for (let index = 0; index < limit && texts.some(({ isOpen }) => isOpen); index++) {
    const results = yield* decode(writer, fresh, position, cache, watch, signal);
    cache = advanced(cache, results);
    const logits = lastLogits(results);
    const seen = watch === null ? results : firstOfBatch(results);
    if (watch !== null && index === 0) yield watch.words(begun.length, seen);
    if (texts[0]?.isOpen === true) watch?.see(index, seen, logits[0] ?? new Float32Array());
    position += fresh[0]?.length ?? 0;
    fresh = [];
    for (const [copy, text] of texts.entries()) {
      const event = text.goOn(logits[copy] ?? new Float32Array(), elapsedMs);
      if (event !== null) yield event;
      fresh.push([text.last]);
    }
    if (watch?.isDue === true) yield* watch.tell();
  }
  if (watch !== null) yield* watch.tell();
  yield { type: 'done', family, seed, result: resultOf(texts), elapsedMs: elapsedMs() };
}

function resultOf([first, ...others]: readonly GrowingText[]): TextResult {
  if (first === undefined) throw new Error('no text was begun');
  const { text, tokens, ended } = first;
  const beside = others.length === 0 ? {} : { others: others.map((other) => other.text) };
  return { kind: 'text', text, tokens, ended: ended ?? 'limit', ...beside };
}

/** Reads the prompt once, as training texts begin: after the end of another. */
async function* scorePrompt(
  writer: Writer,
  promptTokens: readonly PromptToken[],
  seed: number,
  { signal, elapsedMs }: Circumstances,
): AsyncGenerator<RunEvent, void, void> {
  const { graph, shape, tokenizer } = writer;
  const ids = promptTokens.map(({ id }) => id);
  const cache = emptyCache(graph, 1, shape.heads, shape.width);
  const fed = [shape.end, ...ids.slice(0, -1)];
  const results = yield* decode(writer, [fed], 0, cache, null, signal);
  const { probabilities, likeliest } = scoreOf(floatsOf(results, 'logits'), ids);
  const expected = likeliest.map((id) => tokenizer.decode([id]));
  yield { type: 'explain', family, kind: 'score', probabilities, expected };
  const result = { kind: 'text', text: '', tokens: 0, ended: 'model' } as const;
  yield { type: 'done', family, seed, result, elapsedMs: elapsedMs() };
}

async function watchTokens(
  { tokenizer, names, graph, lens }: Writer,
  signal: AbortSignal,
): Promise<TokenWatch> {
  const nameOf = (id: number): string => {
    const name = names.get(id) ?? tokenizer.decode([id]);
    names.set(id, name);
    return name;
  };
  return new TokenWatch(graph, await lens(signal), nameOf);
}

/** Packs of others do not show their attention: such a run is not explained. */
function tellsAttention(graph: Graph): boolean {
  return layersOf(graph, 'attentions').length > 0;
}

/** Tokens of the prompt that are kept, its last ones: half the context is always left to a long prompt. */
function promptRoom({ context }: Shape, maxNewTokens: number): number {
  return Math.max(context - maxNewTokens, Math.floor(context / 2));
}

/** One pass of the decoder over each text's `fresh` tokens, which stand at `position` and after. */
function decode(
  { graph }: Writer,
  fresh: readonly (readonly number[])[],
  position: number,
  cache: KeyValueCache,
  watch: TokenWatch | null,
  signal: AbortSignal,
) {
  const [B, T] = [fresh.length, fresh[0]?.length ?? 0];
  const seen = position + T;
  const ones = Array<number>(B * seen).fill(1);
  const positions = fresh.flatMap((tokens) => tokens.map((_, k) => position + k));
  const feeds: Tensors = {
    input_ids: feed(graph, 'input_ids', fresh.flat(), [B, T]),
    attention_mask: feed(graph, 'attention_mask', ones, [B, seen]),
    ...cache.tensors,
  };
  // Exports differ in what else they ask for.
  if (graph.inputs.has('position_ids')) {
    feeds['position_ids'] = feed(graph, 'position_ids', positions, [B, T]);
  }
  if (graph.inputs.has('use_cache_branch')) {
    feeds['use_cache_branch'] = new Tensor('bool', [position > 0], [1]);
  }
  const stage = { family, name: 'decoder', graph, further: watch?.outputs ?? [] } as const;
  return runStage(stage, feeds, ['logits', ...cache.outputs], signal);
}

/** Each text's logits of its last position, from [B, T, V]. */
function lastLogits(results: Tensors): Float32Array[] {
  const [B = 1, T = 1, V = 0] = tensorOf(results, 'logits').dims;
  const logits = floatsOf(results, 'logits');
  return Array.from({ length: B }, (_, row) => {
    const end = (row + 1) * T * V;
    return logits.slice(end - V, end);
  });
}

/** One of the texts of a run, which grows by tokens. */
class GrowingText {
  readonly #writer: Writer;
  readonly #request: WriteRequest;
  readonly #copy: number;
  readonly #random: Random;
  /** The prompt's tokens and those after them. */
  readonly #said: number[];
  readonly #ids: number[] = [];
  text = '';
  /** What ended it; null while it is open. */
  ended: TextResult['ended'] | null = null;

  constructor(writer: Writer, request: WriteRequest, begun: readonly number[], copy: number) {
    this.#writer = writer;
    this.#request = request;
    this.#copy = copy;
    this.#random = new Random(request.seed + copy);
    this.#said = [...begun];
  }

  get isOpen(): boolean {
    return this.ended === null;
  }

  get tokens(): number {
    return this.#ids.length;
  }

  /** The token to be fed next; for a text that has ended, the end. */
  get last(): number {
    return this.isOpen ? (this.#ids.at(-1) ?? 0) : this.#writer.shape.end;
  }

  /** Draws the next token and tells it; null where the text has ended or ends here. */
  goOn(logits: Float32Array, elapsedMs: () => number): TokenEvent | null {
    if (!this.isOpen) return null;
    const { repetitionPenalty = 1, noRepeatNgramSize = 0, stopWords = [] } = this.#request;
    const said = this.#said;
    const weighed = unrepeated(penalised(logits, said, repetitionPenalty), said, noRepeatNgramSize);
    const choice = chooseToken(weighed, this.#request, () => this.#random.uniform());
    if (this.#writer.shape.ends.includes(choice.id)) {
      this.ended = 'model';
      return null;
    }
    const added = this.#add(choice.id);
    if (stopWords.some((word) => this.text.includes(word))) this.ended = 'stop';
    const event = tokenEvent(this.tokens - 1, choice, added, this.#writer.tokenizer, elapsedMs());
    return this.#copy === 0 ? event : { ...event, copy: this.#copy };
  }

  /** What the token adds to the text: nothing, while a character is not whole yet. */
  #add(id: number): string {
    this.#said.push(id);
    this.#ids.push(id);
    const whole = this.#writer.tokenizer.decode(this.#ids);
    if (whole.endsWith('\uFFFD')) return '';
    const added = whole.slice(this.text.length);
    this.text = whole;
    return added;
  }
}

function tokenEvent(
  index: number,
  choice: Choice,
  text: string,
  tokenizer: Tokenizer,
  elapsedMs: number,
): TokenEvent {
  const { id, probability, likeliest, kept } = choice;
  const candidates = likeliest.map((weighed) => ({
    ...weighed,
    text: tokenizer.decode([weighed.id]),
  }));
  const cut = kept < candidates.length ? { kept } : {};
  return { type: 'token', index, id, text, probability, candidates, ...cut, elapsedMs };
}
