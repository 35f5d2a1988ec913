import type { WordsExplained } from '../core/explain.ts';
import type { Family } from '../core/run.ts';
import type { Graph, Tensors } from './runtime.ts';
import type { Tensor } from './tensors.ts';
import { floatsOf, tensorOf } from './tensors.ts';

/** The outputs of a graph that come one a layer, `name.0`, `name.1` ...; none where the pack has none. */
export function layersOf(graph: Graph, name: string): string[] {
  const names = graph.outputs.map((_, layer) => `${name}.${layer}`);
  const end = names.findIndex((layer) => !graph.outputs.includes(layer));
  return end === -1 ? names : names.slice(0, end);
}

/** What a text encoder is asked for beside its result. */
export function furtherOfWords(graph: Graph): string[] {
  return [...layersOf(graph, 'attentions'), ...layersOf(graph, 'hidden_states')];
}

/** How the first of a batch of prompts was read; `states` names outputs [batch, length, width], one a layer. */
export function explainWords(
  family: Family,
  tokens: number,
  results: Tensors,
  attentions: readonly string[],
  states: readonly string[],
): WordsExplained {
  const first = attentions[0];
  const heads = first === undefined ? 0 : (tensorOf(results, first).dims[1] ?? 0);
  const width = tensorOf(results, states[0] ?? 'hidden_states.0').dims[2] ?? 0;
  return {
    type: 'explain',
    family,
    kind: 'words',
    tokens,
    states: concatenated(states.map((name) => floatsOf(results, name).subarray(0, tokens * width))),
    stateLayers: states.length,
    width,
    attention: concatenated(
      attentions.map((name) => squares(tensorOf(results, name), heads, tokens)),
    ),
    layers: attentions.length,
    heads,
  };
}

/** [batch, heads, length, length] -> [heads, tokens, tokens] of the first of the batch. */
function squares({ dims, data }: Tensor, heads: number, tokens: number): Float32Array {
  const length = dims[3] ?? 0;
  const numbers = data as Float32Array;
  const out = new Float32Array(heads * tokens * tokens);
  for (let row = 0; row < heads * tokens; row++) {
    const from = (Math.floor(row / tokens) * length + (row % tokens)) * length;
    out.set(numbers.subarray(from, from + tokens), row * tokens);
  }
  return out;
}

/** The mean of the heads of the first of a batch, [batch, heads, rows, columns] -> [rows, columns]. */
export function headMean({ dims, data }: Tensor): Float32Array<ArrayBuffer> {
  const [, heads = 1, rows = 0, columns = 0] = dims;
  const numbers = data as Float32Array;
  const size = rows * columns;
  const mean = numbers.slice(0, size);
  for (let head = 1; head < heads; head++) {
    const from = head * size;
    for (let k = 0; k < size; k++) mean[k] = (mean[k] ?? 0) + (numbers[from + k] ?? 0);
  }
  for (let k = 0; k < size; k++) mean[k] = (mean[k] ?? 0) / heads;
  return mean;
}

export function concatenated(parts: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
