import type { TokenGlimpse, TokensExplained, WordsExplained } from '../core/explain.ts';
import type { Candidate } from '../core/run.ts';
import { concatenated, explainWords, layersOf } from './explain.ts';
import type { Graph, Tensors } from './runtime.ts';
import { floats, floatsOf, tensorOf } from './tensors.ts';

const keptLogits = 120;
const namedLogits = 10;
const namedByLens = 3;
/** The lens costs half as much for a token as the model itself (measured), so it reads the first and every sixteenth. */
const lensEvery = 16;
const glimpsesAtOnce = 16;
/** What is likelier by less than e^-16 of the likeliest adds nothing to a sum. */
const negligible = 16;

/** A pass that is not told yet: its last token's vectors may wait for the lens. */
interface Pass {
  glimpse: TokenGlimpse;
  /** [layers - 1, width]; null where the lens does not read. */
  hidden: Float32Array | null;
}

/** Keeps what GPT-2's passes show of themselves, and tells it some tokens at a time. */
export class TokenWatch {
  readonly #attentions: readonly string[];
  readonly #hidden: readonly string[];
  readonly #lens: Graph | null;
  readonly #nameOf: (id: number) => string;
  #waiting: Pass[] = [];
  #told = 0;
  #seen = 0;

  /** `lens` reads a layer's vectors [N, width] as the model reads its last ones; null in a pack without. */
  constructor(graph: Graph, lens: Graph | null, nameOf: (id: number) => string) {
    this.#attentions = layersOf(graph, 'attentions');
    this.#hidden = layersOf(graph, 'hidden_states');
    this.#lens = lens;
    this.#nameOf = nameOf;
  }

  /** What the next pass is asked for beside its result: its vectors only where they will be read. */
  get outputs(): readonly string[] {
    return this.#seen === 0 || this.#isRead(this.#seen)
      ? [...this.#attentions, ...this.#hidden]
      : this.#attentions;
  }

  #isRead(index: number): boolean {
    return this.#lens !== null && index % lensEvery === 0;
  }

  /** How the prompt was read, from the first pass. */
  words(tokens: number, results: Tensors): WordsExplained {
    return explainWords('gpt2', tokens, results, [], this.#hidden);
  }

  /** A pass whose last token's `logits` decided over token `index`. */
  see(index: number, results: Tensors, logits: Float32Array): void {
    const [, heads = 0, from = 0, to = 0] = tensorOf(results, this.#attentions[0] ?? '').dims;
    const isRead = this.#isRead(index);
    this.#seen = index + 1;
    const ids = largest(logits, keptLogits);
    const glimpse = {
      index,
      from,
      to,
      attention: concatenated(this.#attentions.map((name) => floatsOf(results, name))),
      layers: this.#attentions.length,
      heads,
      lens: isRead ? [this.#likeliest(logits)] : [],
      ids: Int32Array.from(ids),
      logits: Float32Array.from(ids, (id) => logits[id] ?? 0),
      texts: ids.slice(0, namedLogits).map(this.#nameOf),
    };
    const before = () => this.#hidden.slice(0, -1).map((name) => lastRow(results, name));
    this.#waiting.push({ glimpse, hidden: isRead ? concatenated(before()) : null });
  }

  /** The first token is told at once, the others some at a time. */
  get isDue(): boolean {
    return this.#waiting.length >= (this.#told === 0 ? 1 : glimpsesAtOnce);
  }

  /** Tells what waits, which may be nothing. */
  async *tell(): AsyncGenerator<TokensExplained, void, void> {
    const passes = this.#waiting;
    if (passes.length === 0) return;
    this.#waiting = [];
    this.#told += passes.length;
    const layers = this.#hidden.length - 1;
    const hidden = passes.flatMap((pass) => pass.hidden ?? []);
    const read = await this.#read(concatenated(hidden), layers * hidden.length);
    const glimpses = passes.map((pass) => {
      if (pass.hidden === null) return pass.glimpse;
      return { ...pass.glimpse, lens: [...read.splice(0, layers), ...pass.glimpse.lens] };
    });
    yield { type: 'explain', family: 'gpt2', kind: 'tokens', glimpses };
  }

  /** The likeliest tokens by each of N vectors [N, width]. */
  async #read(hidden: Float32Array, rows: number): Promise<Candidate[][]> {
    if (rows === 0 || this.#lens === null) return [];
    const feeds = { hidden: floats(hidden, [rows, hidden.length / rows]) };
    const results = await this.#lens.run(feeds, ['logits']);
    const logits = floatsOf(results, 'logits');
    const vocabulary = logits.length / rows;
    return Array.from({ length: rows }, (_, row) =>
      this.#likeliest(logits.subarray(row * vocabulary, (row + 1) * vocabulary)),
    );
  }

  #likeliest(logits: Float32Array): Candidate[] {
    const ids = firstFew(logits, namedByLens);
    const most = logits[ids[0] ?? 0] ?? 0;
    let total = 0;
    for (const logit of logits) if (logit > most - negligible) total += Math.exp(logit - most);
    return ids.map((id) => ({
      id,
      text: this.#nameOf(id),
      probability: Math.exp((logits[id] ?? 0) - most) / total,
    }));
  }
}

/** As `largest`, for a handful: one pass that keeps them in order. */
function firstFew(numbers: Float32Array, count: number): number[] {
  const best: number[] = [];
  let least = -Infinity;
  for (let k = 0; k < numbers.length; k++) {
    const number = numbers[k] ?? 0;
    if (best.length === count && number <= least) continue;
    const rank = best.findIndex((place) => number > (numbers[place] ?? 0));
    best.splice(rank === -1 ? best.length : rank, 0, k);
    if (best.length > count) best.pop();
    least = numbers[best.at(-1) ?? 0] ?? 0;
  }
  return best;
}

/** The places of the `count` largest numbers, largest first, ties by lower place. */
function largest(numbers: Float32Array, count: number): number[] {
  const floor = floorOf(numbers, count);
  const places: number[] = [];
  numbers.forEach((number, k) => {
    if (number >= floor) places.push(k);
  });
  const number = (k: number) => numbers[k] ?? 0;
  return places.sort((a, b) => number(b) - number(a) || a - b).slice(0, count);
}

/** A number that at least `count` numbers reach, and not many more: from a histogram, without sorting them. */
function floorOf(numbers: Float32Array, count: number): number {
  let [low, high] = [Infinity, -Infinity];
  for (const number of numbers) {
    if (number < low) low = number;
    if (number > high) high = number;
  }
  const bins = 256;
  const step = (high - low) / bins;
  if (!(step > 0 && step < Infinity)) return low;
  const counts = new Uint32Array(bins + 1);
  for (const number of numbers) {
    const bin = Math.floor((number - low) / step);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  let reached = 0;
  let bin = bins;
  while (bin > 0 && (reached += counts[bin] ?? 0) < count) bin--;
  return bin === 0 ? low : low + (bin - 1e-3) * step;
}

/** The last token's vector of [1, T, width]. */
function lastRow(results: Tensors, name: string): Float32Array {
  const width = tensorOf(results, name).dims[2] ?? 0;
  return floatsOf(results, name).subarray(-width);
}
