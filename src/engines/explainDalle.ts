import type { CellGlimpse, CellsExplained } from '../core/explain.ts';
import { likeliestIds } from '../core/sampling.ts';
import { concatenated, headMean, layersOf } from './explain.ts';
import type { Graph, Tensors } from './runtime.ts';
import { floatsOf, guided, tensorOf } from './tensors.ts';

const keptCodes = 40;

/** Keeps what the passes of DALL-E's decoder show of themselves, and tells it a row at a time. */
export class CellWatch {
  /** What each pass is asked for beside its result. */
  readonly outputs: readonly string[];
  readonly #cells: readonly string[];
  readonly #words: readonly string[];
  readonly #tokens: number;
  #glimpses: CellGlimpse[] = [];

  /** `tokens` is the length of the prompt without its padding. */
  constructor(graph: Graph, tokens: number) {
    this.#cells = layersOf(graph, 'decoder_attentions');
    this.#words = layersOf(graph, 'cross_attentions');
    this.outputs = [...this.#cells, ...this.#words];
    this.#tokens = tokens;
  }

  /** A pass that decided over cell `index`; of its logits [batch, 1, V] the first `codes` are codes. */
  see(index: number, results: Tensors, codes: number, guidance: number): void {
    const { dims } = tensorOf(results, 'logits');
    const logits = floatsOf(results, 'logits');
    const [batch = 1, , vocabulary = 0] = dims;
    const ids = likeliestIds(
      guided(logits, guidance, batch).subarray(0, codes),
      Math.min(keptCodes, codes),
    );
    this.#glimpses.push({
      index,
      layers: this.#words.length,
      words: concatenated(
        this.#words.map((name) => headMean(tensorOf(results, name)).subarray(0, this.#tokens)),
      ),
      cells: concatenated(this.#cells.map((name) => headMean(tensorOf(results, name)))),
      ids: Int32Array.from(ids),
      withPrompt: Float32Array.from(ids, (id) => logits[id] ?? 0),
      withoutPrompt: Float32Array.from(
        batch === 1 ? [] : ids,
        (id) => logits[vocabulary + id] ?? 0,
      ),
    });
  }

  tell(): CellsExplained {
    const glimpses = this.#glimpses;
    this.#glimpses = [];
    return { type: 'explain', family: 'dalle', kind: 'cells', glimpses };
  }
}
