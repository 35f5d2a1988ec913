/** So many bytes of a graph's beginning tell its operators and its first weights. */
export const headBytes = 2 ** 22;

/** What the beginning of an ONNX file tells of its weights. */
export interface Weights {
  /** What most of them are stored in: "fp32", "fp16", "int8", "q4". */
  precision: string;
  /** Weights in each byte of the file and of what lies outside of it. */
  perByte: number;
  /** Bytes that one of those bytes takes while it runs on wasm. */
  unfolded: number;
}

/** How a weight of an ONNX data type is stored (bytes) and how it runs on wasm (bytes): halves become float32. */
const storage: Partial<Record<number, { precision: string; bytes: number; running: number }>> = {
  1: { precision: 'fp32', bytes: 4, running: 4 },
  2: { precision: 'int8', bytes: 1, running: 1 },
  3: { precision: 'int8', bytes: 1, running: 1 },
  10: { precision: 'fp16', bytes: 2, running: 4 },
  16: { precision: 'bf16', bytes: 2, running: 4 },
  21: { precision: 'q4', bytes: 0.5, running: 0.5 },
  22: { precision: 'q4', bytes: 0.5, running: 0.5 },
};

/** Operators that compute with int8 weights as they are. */
const wholeNumbered = /^(MatMulInteger|ConvInteger|QLinear\w+|DynamicQuantize(MatMul|LSTM))/;

/**
 * Reads the beginning of an ONNX file, which may be cut anywhere: a serialised graph has its nodes first,
 * then its weights, each with its shape and type ahead of its numbers. Null where no weight is to be seen.
 */
export function readWeights(head: Uint8Array): Weights | null {
  const seen: Seen = { operators: new Set(), elements: new Map() };
  for (const { number, body } of fieldsOf(head)) if (number === 7) lookThrough(body, seen);
  // Constants that are only dequantised are unfolded to float32 at load.
  const isUnfolded =
    seen.operators.has('DequantizeLinear') &&
    ![...seen.operators].some((name) => wholeNumbered.test(name));
  const isPacked = seen.operators.has('MatMulNBits');
  let [count, bytes, running, most] = [0, 0, 0, 0];
  let precision = '';
  for (const [type, elements] of seen.elements) {
    const as = storage[type];
    if (as === undefined) continue;
    const isFour = as.precision === 'q4' || (type === 2 && isPacked);
    count += isFour && as.bytes === 1 ? 2 * elements : elements;
    bytes += elements * as.bytes;
    running += elements * (isUnfolded && as.bytes <= 1 ? 4 : as.running);
    if (elements * as.bytes <= most) continue;
    most = elements * as.bytes;
    precision = isFour ? 'q4' : as.precision;
  }
  return bytes === 0 ? null : { precision, perByte: count / bytes, unfolded: running / bytes };
}

interface Seen {
  operators: Set<string>;
  /** How many numbers by ONNX data type. */
  elements: Map<number, number>;
}

/** A GraphProto: its nodes' operators, those of the graphs within them, and its initializers. */
function lookThrough(graph: Uint8Array, seen: Seen): void {
  for (const { number, body } of fieldsOf(graph)) {
    if (number === 1) lookIntoNode(body, seen);
    if (number === 5) countTensor(body, seen);
  }
}

function lookIntoNode(node: Uint8Array, seen: Seen): void {
  for (const { number, body } of fieldsOf(node)) {
    if (number === 4) seen.operators.add(new TextDecoder().decode(body));
    if (number !== 5) continue;
    for (const part of fieldsOf(body)) if (part.number === 6) lookThrough(part.body, seen);
  }
}

/** A TensorProto: `dims` and `data_type` come ahead of the numbers. */
function countTensor(tensor: Uint8Array, { elements }: Seen): void {
  let [count, type] = [1, 0];
  for (const { number, value, body } of fieldsOf(tensor)) {
    if (number === 1) count *= value ?? varintsOf(body).reduce((product, dim) => product * dim, 1);
    if (number === 2) type = value ?? 0;
  }
  elements.set(type, (elements.get(type) ?? 0) + count);
}

interface Field {
  number: number;
  /** Of a number; null of what has a length. */
  value: number | null;
  /** Of what has a length, as far as it is there. */
  body: Uint8Array;
}

/** The fields of a protobuf message that may be cut; it ends at what is no field. */
function* fieldsOf(message: Uint8Array): Generator<Field, void, void> {
  const nothing = new Uint8Array();
  let at = 0;
  while (at < message.length) {
    const tag = varint(message, at);
    if (tag === null) return;
    const [number, kind] = [Math.floor(tag.value / 8), tag.value % 8];
    at = tag.end;
    if (kind === 0) {
      const read = varint(message, at);
      if (read === null) return;
      at = read.end;
      yield { number, value: read.value, body: nothing };
    } else if (kind === 2) {
      const length = varint(message, at);
      if (length === null) return;
      at = length.end + length.value;
      yield { number, value: null, body: message.subarray(length.end, at) };
    } else if (kind === 1 || kind === 5) {
      at += kind === 1 ? 8 : 4;
    } else return;
  }
}

function varintsOf(packed: Uint8Array): number[] {
  const values: number[] = [];
  for (let read = varint(packed, 0); read !== null; read = varint(packed, read.end)) {
    values.push(read.value);
  }
  return values;
}

/** A number in sevens of bits, the lowest first; null where it is cut. */
function varint(bytes: Uint8Array, at: number): { value: number; end: number } | null {
  let [value, scale] = [0, 1];
  for (let end = at; end < bytes.length && end < at + 10; end++) {
    const byte = bytes[end] ?? 0;
    value += (byte % 128) * scale;
    if (byte < 128) return { value, end: end + 1 };
    scale *= 128;
  }
  return null;
}
