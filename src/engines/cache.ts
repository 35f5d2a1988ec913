import type { Graph, Tensors } from './runtime.ts';
import { feed, tensorOf } from './tensors.ts';

/** Keys and values of every attention layer, by the name of the input they are fed to. */
export interface KeyValueCache {
  tensors: Tensors;
  /** Names of the outputs that continue it. */
  outputs: readonly string[];
}

const past = 'past_key_values.';
const present = 'present.';

/** A cache of no positions: tensors of shape [batch, heads, 0, width]. */
export function emptyCache(
  graph: Graph,
  batch: number,
  heads: number,
  width: number,
): KeyValueCache {
  const names = [...graph.inputs.keys()].filter((name) => name.startsWith(past));
  return {
    tensors: Object.fromEntries(
      names.map((name) => [name, feed(graph, name, [], [batch, heads, 0, width])]),
    ),
    outputs: names.map((name) => name.replace(past, present)),
  };
}

/** The cache after a step; what the step did not give is kept. */
export function advanced(cache: KeyValueCache, results: Tensors): KeyValueCache {
  const fresh = Object.keys(results).filter((name) => name.startsWith(present));
  const tensors = Object.fromEntries(
    fresh.map((name) => [name.replace(present, past), tensorOf(results, name)]),
  );
  return { tensors: { ...cache.tensors, ...tensors }, outputs: cache.outputs };
}
