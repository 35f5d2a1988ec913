import { Tensor } from 'onnxruntime-web/wasm';
import { fromHalf, toHalf } from '../core/half.ts';
import type { TensorNote } from '../core/run.ts';
import type { Graph, Tensors } from './runtime.ts';

export { Tensor };

const notedNumbers = 8;

export function floats(data: Float32Array, dims: readonly number[]): Tensor {
  return new Tensor('float32', data, dims);
}

/** Numbers in the type that the graph's input asks for; float32 where it does not say. */
export function feed(
  graph: Graph,
  input: string,
  values: ArrayLike<number>,
  dims: readonly number[],
): Tensor {
  const type = graph.inputs.get(input);
  if (type === 'int32') return new Tensor(type, Int32Array.from(values), dims);
  if (type === 'int64')
    return new Tensor(type, BigInt64Array.from(Array.from(values, BigInt)), dims);
  if (type === 'float16') {
    return new Tensor(type, Uint16Array.from(Array.from(values), toHalf), dims);
  }
  return floats(Float32Array.from(values), dims);
}

/** A tensor as the graph's input asks for it: itself, or its numbers in another floating-point type. */
export function feedTensor(graph: Graph, input: string, tensor: Tensor): Tensor {
  const wanted = graph.inputs.get(input) ?? tensor.type;
  return wanted === tensor.type ? tensor : feed(graph, input, numbersOf(tensor), tensor.dims);
}

/** A tensor's numbers as float32; a graph that gives none by that name is an error of ours. */
export function floatsOf(tensors: Tensors, name: string): Float32Array {
  return numbersOf(tensorOf(tensors, name));
}

/** The numbers of a float32 tensor as they lie, those of a float16 one unfolded. */
function numbersOf({ type, data }: Tensor): Float32Array {
  if (data instanceof Float32Array) return data;
  if (type !== 'float16') throw new Error(`float32 or float16 was expected, not ${type}`);
  return data instanceof Uint16Array
    ? Float32Array.from(data, fromHalf)
    : Float32Array.from(data as ArrayLike<number>);
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
    const few = data.slice(0, notedNumbers);
    const halves = few instanceof Uint16Array && type === 'float16';
    const first = Array.from(few as ArrayLike<unknown>, (value) => {
      return halves ? fromHalf(Number(value)) : Number(value);
    });
    return { name, type, dims, first };
  });
}

/** The first of a batch [B, ...] of floats, [1, ...]: a view, not a copy. */
export function firstRow({ type, data, dims }: Tensor): Tensor {
  const [B = 1, ...rest] = dims;
  return new Tensor(type, (data as Float32Array).subarray(0, data.length / B), [1, ...rest]);
}

/** The same of each tensor: what a batch of one would have given. */
export function firstOfBatch(tensors: Tensors): Tensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, firstRow(tensor)]),
  );
}

/** Each row of a tensor [B, ...] `count` times, one after another: [B * count, ...]. */
export function repeatedRows(tensor: Tensor, count: number): Tensor {
  if (count === 1) return tensor;
  const [B = 1, ...rest] = tensor.dims;
  const data = tensor.data as Float32Array;
  const size = data.length / B;
  const all = new (data.constructor as Float32ArrayConstructor)(data.length * count);
  for (let row = 0; row < B * count; row++) {
    const from = Math.floor(row / count) * size;
    all.set(data.subarray(from, from + size), row * size);
  }
  return new Tensor(tensor.type, all, [B * count, ...rest]);
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
  const size = batch.length / 2;
  return guidedBy(batch.subarray(0, size), batch.subarray(size), scale);
}

/** `without + scale * (with - without)` in float32. */
export function guidedBy(
  withPrompt: Float32Array,
  without: Float32Array,
  scale: number,
): Float32Array {
  const { fround } = Math;
  return withPrompt.map((value, k) => {
    const base = without[k] ?? 0;
    return base + fround(fround(scale) * fround(value - base));
  });
}
