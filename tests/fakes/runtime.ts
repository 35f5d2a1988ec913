import type { ElementType, Graph, Runtime, Tensors } from '../../src/engines/runtime.ts';
import { floats } from '../../src/engines/tensors.ts';

export interface FakeGraph {
  inputs: Record<string, ElementType>;
  /** Needed where an engine asks for the shape of an input. */
  shapes?: Record<string, readonly (number | string)[]>;
  outputs?: readonly string[];
  run: (feeds: Tensors) => Tensors;
}

/** A runtime whose graphs are functions, by the path of the model file; `calls` keeps what they were fed. */
export function fakeRuntime(graphs: Record<string, FakeGraph>) {
  const calls: { path: string; feeds: Tensors; outputs: readonly string[] }[] = [];
  const runtime: Runtime = {
    device: { provider: 'wasm', threads: 1 },
    open(_, path) {
      const fake = graphs[path];
      if (fake === undefined) throw new Error(`${path} was not expected`);
      const graph: Graph = {
        inputs: new Map(Object.entries(fake.inputs)),
        shapes: new Map(Object.entries(fake.shapes ?? {})),
        outputs: fake.outputs ?? [],
        run(feeds, outputs) {
          calls.push({ path, feeds, outputs });
          const results = fake.run(feeds);
          return Promise.resolve(
            Object.fromEntries(
              outputs.map((name) => [name, results[name] ?? floats(new Float32Array(0), [0])]),
            ),
          );
        },
      };
      return Promise.resolve(graph);
    },
  };
  return { runtime, calls };
}

/** A tokenizer that knows letters and the space, and ends nothing: a = 1, b = 2 ... */
export function letterTokenizer() {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz').map((letter, k) => [letter, k + 1]);
  const vocab = Object.fromEntries([['<end>', 0], ...letters, ['Ġ', 27]]) as Record<string, number>;
  return {
    version: '1.0',
    added_tokens: [
      {
        id: 0,
        content: '<end>',
        special: true,
        normalized: false,
        single_word: false,
        lstrip: false,
        rstrip: false,
      },
    ],
    normalizer: null,
    pre_tokenizer: {
      type: 'ByteLevel',
      add_prefix_space: false,
      trim_offsets: true,
      use_regex: true,
    },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    model: { type: 'BPE', vocab, merges: [] },
  };
}

/** A tokenizer of the words cat and dog that ends every prompt. */
export function wordTokenizer() {
  return {
    version: '1.0',
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: { type: 'WhitespaceSplit' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '</s>', type_id: 0 } }],
      pair: [],
      special_tokens: { '</s>': { id: '</s>', ids: [1], tokens: ['</s>'] } },
    },
    decoder: null,
    model: {
      type: 'WordLevel',
      vocab: { '<pad>': 0, '</s>': 1, cat: 2, dog: 3 },
      unk_token: '<pad>',
    },
  };
}

/** JSON as the bytes of a file. */
export function json(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}
