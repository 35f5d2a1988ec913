import { Tensor } from 'onnxruntime-web/wasm';
import type { TensorNote } from '../core/run.ts';
import type { Graph, Tensors } from './runtime.ts';

export { Tensor };

const notedNumbers = 8;

export function floats(data: Float32Array, dims: readonly number[]): Tensor {
  return new Tensor('float32', data, dims);
}

/** Whole numbers in the integer type that the graph's input asks for. */
export function integers(
  graph: Graph,
  input: string,
  values: readonly number[],
  dims: readonly number[],
): Tensor {
  return graph.inputs.get(input) === 'int32'
    ? new Tensor('int32', Int32Array.from(values), dims)
    : new Tensor('int64', BigInt64Array.from(values, BigInt), dims);
}

/** A tensor's numbers, which must be float32; a graph that gives none by that name is an error of ours. */
export function floatsOf(tensors: Tensors, name: string): Float32Array {
  const data = tensors[name]?.data;
  if (!(data instanceof Float32Array)) throw new Error(`${name} is no float32 tensor`);
  return data;
}

/** One output of a graph by name. */
export function tensorOf(tensors: Tensors, name: string): Tensor {
  const tensor = tensors[name];
  if (tensor === undefined) throw new Error(`the graph gave no ${name}`);
  return tensor;
}

/** What the pipeline trace shows of tensors: of all of them, or of those named. */
export function notesOf(
  tensors: Tensors,
  names: readonly string[] = Object.keys(tensors),
): TensorNote[] {
  return names.map((name) => {
    const { type, dims, data } = tensorOf(tensors, name);
    const first = Array.from(data.slice(0, notedNumbers) as ArrayLike<unknown>, Number);
    return { name, type, dims, first };
  });
}

/** `count` equal copies of an array, one after another: a batch. */
export function repeated(data: Float32Array, count: number): Float32Array {
  const all = new Float32Array(data.length * count);
  for (let k = 0; k < count; k++) all.set(data, k * data.length);
  return all;
}

/**
 * Classifier-free guidance (Ho & Salimans 2022) of a batch of two, [with the prompt, without]:
 * `without + scale * (with - without)` in float32. A batch of one is returned as it is.
 */
export function guided(batch: Float32Array, scale: number, copies: number): Float32Array {
  if (copies === 1) return batch;
  const { fround } = Math;
  const size = batch.length / 2;
  const without = batch.subarray(size);
  return batch.slice(0, size).map((value, k) => {
    const base = without[k] ?? 0;
    return base + fround(fround(scale) * fround(value - base));
  });
}
