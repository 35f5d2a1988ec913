import { Failure } from '../core/failure.ts';
import { Random } from '../core/random.ts';
import type { Engine, PromptToken, RunEvent, TokenEvent, WriteRequest } from '../core/run.ts';
import type { Choice } from '../core/sampling.ts';
import { chooseToken } from '../core/sampling.ts';
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
import { checkPrompt, checkRange, checkSeed, checkShare, checkWhole } from './request.ts';
import type { Graph, Runtime, Tensors } from './runtime.ts';
import { wasmRuntime } from './runtime.ts';
import { feed, floatsOf, Tensor, tensorOf } from './tensors.ts';
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
  /** The token that ends a text. */
  end: number;
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
  return {
    heads,
    width: config.number('n_embd') / heads,
    context: config.number('n_positions', 'n_ctx'),
    end: config.number('eos_token_id'),
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
  const random = new Random(seed);
  const text = new GrowingText(tokenizer);
  let cache = emptyCache(writer.graph, 1, shape.heads, shape.width);
  let position = 0;
  // A prompt of which no token is left begins as training texts do: after the end of another.
  let fresh = promptTokens.length > 0 ? promptTokens.map(({ id }) => id) : [shape.end];
  const limit = Math.min(maxNewTokens, shape.context - fresh.length);
  let ended: 'model' | 'limit' = 'limit';
  for (let index = 0; index < limit; index++) {
    const results = yield* decode(writer, fresh, position, cache, watch, signal);
    cache = advanced(cache, results);
    position += fresh.length;
    const logits = lastLogits(results);
    if (watch !== null && index === 0) yield watch.words(fresh.length, results);
    watch?.see(index, results, logits);
    const choice = chooseToken(logits, request, () => random.uniform());
    if (choice.id === shape.end) {
      ended = 'model';
      break;
    }
    yield tokenEvent(index, choice, text.add(choice.id), tokenizer, elapsedMs());
    if (watch?.isDue === true) yield* watch.tell();
    fresh = [choice.id];
  }
  if (watch !== null) yield* watch.tell();
  const result = { kind: 'text', text: text.text, tokens: text.tokens, ended } as const;
  yield { type: 'done', family, seed, result, elapsedMs: elapsedMs() };
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
  const results = yield* decode(writer, fed, 0, cache, null, signal);
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

/** One pass of the decoder over `fresh` tokens that stand at `position` and after. */
function decode(
  { graph }: Writer,
  fresh: readonly number[],
  position: number,
  cache: KeyValueCache,
  watch: TokenWatch | null,
  signal: AbortSignal,
) {
  const T = fresh.length;
  const seen = position + T;
  const ones = Array<number>(seen).fill(1);
  const positions = fresh.map((_, k) => position + k);
  const feeds: Tensors = {
    input_ids: feed(graph, 'input_ids', fresh, [1, T]),
    attention_mask: feed(graph, 'attention_mask', ones, [1, seen]),
    ...cache.tensors,
  };
  // Exports differ in what else they ask for.
  if (graph.inputs.has('position_ids')) {
    feeds['position_ids'] = feed(graph, 'position_ids', positions, [1, T]);
  }
  if (graph.inputs.has('use_cache_branch')) {
    feeds['use_cache_branch'] = new Tensor('bool', [position > 0], [1]);
  }
  const stage = { family, name: 'decoder', graph, further: watch?.outputs ?? [] } as const;
  return runStage(stage, feeds, ['logits', ...cache.outputs], signal);
}

/** The logits of the last position of [1, T, V]. */
function lastLogits(results: Tensors): Float32Array {
  const vocabulary = tensorOf(results, 'logits').dims.at(-1) ?? 0;
  return floatsOf(results, 'logits').slice(-vocabulary);
}

/** Text that grows by tokens, which may end amid the bytes of a character. */
class GrowingText {
  readonly #tokenizer: Tokenizer;
  readonly #ids: number[] = [];
  text = '';

  constructor(tokenizer: Tokenizer) {
    this.#tokenizer = tokenizer;
  }

  get tokens(): number {
    return this.#ids.length;
  }

  /** What the token adds to the text: nothing, while a character is not whole yet. */
  add(id: number): string {
    this.#ids.push(id);
    const whole = this.#tokenizer.decode(this.#ids);
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
  const { id, probability, likeliest } = choice;
  const candidates = likeliest.map((weighed) => ({
    ...weighed,
    text: tokenizer.decode([weighed.id]),
  }));
  return { type: 'token', index, id, text, probability, candidates, elapsedMs };
}
