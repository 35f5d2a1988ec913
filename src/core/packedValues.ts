import { enlargementOf, pixelsOfEnlargement } from './enlargement.ts';
import { why } from './detail.ts';
import { Failure } from './failure.ts';
import { joined } from './gzip.ts';
import { fromHalf, largestHalf, toHalf } from './half.ts';
import { codedBytes, decodePixels, encodePixels, settled } from './pixelCodec.ts';
import type { Pixels } from './run.ts';

/**
 * A value of any depth whose pictures and typed arrays lie apart, one after another, in a body of bytes.
 * In the JSON stand their addresses instead: `{"$pixels": [at, width, height, before]}`, `before` being
 * the address of the earlier picture of which only the changes are kept, or -1, and
 * `{"$numbers": [at, length, form]}`. A preview of a latent is kept as its cells, to within three levels in
 * 255: `{"$enlarged": [at, cells on a side, zoom]}`; so are the unfinished pictures after each row of
 * DALL-E, whose pixels stay what they were while they change by less. Results are kept to the bit. What JSON has no number for is written `{"$number": "Infinity"}`.
 */
export interface PackedValues {
  json: unknown;
  body: Uint8Array<ArrayBuffer>;
}

/** How the numbers of an array lie in the body; `half` are floats kept to three digits. */
const forms = {
  half: { array: Float32Array, bytes: 2 },
  float32: { array: Float32Array, bytes: 4 },
  float64: { array: Float64Array, bytes: 8 },
  int32: { array: Int32Array, bytes: 4 },
  uint32: { array: Uint32Array, bytes: 4 },
  int16: { array: Int16Array, bytes: 2 },
  uint16: { array: Uint16Array, bytes: 2 },
  int8: { array: Int8Array, bytes: 1 },
  uint8: { array: Uint8Array, bytes: 1 },
  uint8Clamped: { array: Uint8ClampedArray, bytes: 1 },
} as const;
type Form = keyof typeof forms;
type Numbers = InstanceType<(typeof forms)[Form]['array']>;

/** Float arrays up to this length are kept to the bit. */
const longestExact = 64;
/** What a step of Stable Diffusion shows of its latents, each cell as 8 x 8 pixels. */
const previews: ReadonlySet<string> = new Set(['noisy', 'guess']);
const previewZoom = 8;
const deepest = 64;
const odd = new Map<unknown, number>([NaN, Infinity, -Infinity].map((odd) => [String(odd), odd]));

/** Takes the pictures and typed arrays out of a value; equal objects are kept once. */
export function packValues(value: unknown): PackedValues {
  const parts: Uint8Array[] = [];
  const known = new Map<object, unknown>();
  const latest = new Map<string, { at: number; pixels: Pixels }>();
  let length = 0;

  function add(part: Uint8Array): number {
    const at = length;
    parts.push(part);
    length += part.length;
    return at;
  }

  function addPixels(exact: Pixels, name: string, isSketch: boolean): unknown {
    const { width, height } = exact;
    const enlargement = previews.has(name) ? enlargementOf(exact, previewZoom) : null;
    if (enlargement !== null) {
      const { size, zoom, cells, rest } = enlargement;
      const at = add(byteRows(cells, 'int16'));
      add(rest);
      return { $enlarged: [at, size, zoom] };
    }
    const slot = `${name} ${width} ${height}`;
    const before = latest.get(slot);
    const pixels = isSketch && before !== undefined ? settled(exact, before.pixels) : exact;
    const at = add(encodePixels(pixels, before?.pixels ?? null));
    latest.set(slot, { at, pixels });
    return { $pixels: [at, width, height, before?.at ?? -1] };
  }

  function addNumbers(numbers: Numbers): unknown {
    const form = formOf(numbers);
    return { $numbers: [add(byteRows(numbers, form)), numbers.length, form] };
  }

  function once(object: object, pack: () => unknown): unknown {
    const packed = known.get(object) ?? pack();
    known.set(object, packed);
    return packed;
  }

  function pack(item: unknown, name: string, isSketch = false): unknown {
    if (typeof item === 'number' && !Number.isFinite(item)) return { $number: String(item) };
    if (typeof item !== 'object' || item === null) return item;
    if (isPixels(item)) return once(item, () => addPixels(item, name, isSketch));
    if (isNumbers(item)) return once(item, () => addNumbers(item));
    if (Array.isArray(item)) return item.map((each) => pack(each, name));
    const isRow = 'type' in item && item.type === 'row';
    return Object.fromEntries(
      Object.entries(item).map(([key, each]) => [key, pack(each, key, isRow)]),
    );
  }

  const json = pack(value, '');
  return { json, body: joined(parts, length) };
}

/** Puts the pictures and typed arrays back; an address that leads nowhere is an `unreadable` Failure. */
export function unpackValues(json: unknown, body: Uint8Array): unknown {
  const pictures = new Map<number, Pixels>();
  const arrays = new Map<number, Numbers>();

  function bytesAt(at: number, bytes: number): Uint8Array {
    if (at + bytes > body.length) broken();
    return body.subarray(at, at + bytes);
  }

  function pixels(address: unknown): Pixels {
    const [at, width, height, before] = addressOf(address, 4);
    const known = pictures.get(at);
    if (known !== undefined) return known;
    if (width < 1 || height < 1) broken();
    const earlier = before < 0 ? null : (pictures.get(before) ?? broken());
    if (earlier !== null && (earlier.width !== width || earlier.height !== height)) broken();
    const coded = bytesAt(at, codedBytes(width, height));
    const decoded = decodePixels(coded, width, height, earlier) ?? broken();
    pictures.set(at, decoded);
    return decoded;
  }

  function enlargedPixels(address: unknown): Pixels {
    const [at, size, zoom] = addressOf(address, 3);
    const known = pictures.get(at);
    if (known !== undefined) return known;
    if (size < 1 || zoom < 1 || size * zoom > 4096) broken();
    const cellBytes = 3 * size * size * 2;
    const cells = fromByteRows(
      bytesAt(at, cellBytes),
      3 * size * size,
      'int16',
    ) as Int16Array<ArrayBuffer>;
    const rest = bytesAt(at + cellBytes, 3 * (size * zoom) ** 2);
    const pixels = pixelsOfEnlargement({ size, zoom, cells, rest });
    pictures.set(at, pixels);
    return pixels;
  }

  function numbers(address: unknown): Numbers {
    const form = Array.isArray(address) ? (address[2] as unknown) : null;
    if (typeof form !== 'string' || !Object.hasOwn(forms, form)) return broken();
    const [at, length] = addressOf((address as unknown[]).slice(0, 2), 2);
    const known = arrays.get(at);
    if (known?.length === length) return known;
    const { bytes } = forms[form as Form];
    const decoded = fromByteRows(bytesAt(at, length * bytes), length, form as Form);
    arrays.set(at, decoded);
    return decoded;
  }

  function unpack(item: unknown, depth: number): unknown {
    if (typeof item !== 'object' || item === null) return item;
    if (depth > deepest) broken();
    if (Array.isArray(item)) return item.map((each) => unpack(each, depth + 1));
    const raw = item as Record<string, unknown>;
    if ('$pixels' in raw) return pixels(raw['$pixels']);
    if ('$enlarged' in raw) return enlargedPixels(raw['$enlarged']);
    if ('$numbers' in raw) return numbers(raw['$numbers']);
    if ('$number' in raw) return odd.get(raw['$number']) ?? broken();
    return Object.fromEntries(
      Object.entries(raw).map(([key, each]) => [key, unpack(each, depth + 1)]),
    );
  }

  return unpack(json, 0);
}

function broken(): never {
  throw new Failure('unreadable', why('fileDamaged'));
}

/** Whole numbers from -1 on. */
function addressOf(value: unknown, length: 2 | 3 | 4): [number, number, number, number] {
  if (!Array.isArray(value) || value.length !== length) return broken();
  const isSound = value.every((entry) => Number.isSafeInteger(entry) && (entry as number) >= -1);
  const [at = -1, second = -1, third = -1, fourth = -1] = value as number[];
  return isSound && at >= 0 && second >= 0 ? [at, second, third, fourth] : broken();
}

function isPixels(item: object): item is Pixels {
  const { width, height, data } = item as Partial<Record<keyof Pixels, unknown>>;
  if (typeof width !== 'number' || typeof height !== 'number') return false;
  return data instanceof Uint8ClampedArray && data.length === width * height * 4;
}

function isNumbers(item: object): item is Numbers {
  return Object.values(forms).some(({ array }) => item instanceof array);
}

function formOf(numbers: Numbers): Form {
  if (numbers instanceof Float32Array && numbers.length > longestExact) {
    return numbers.every(
      (value) => !(Math.abs(value) > largestHalf) || Math.abs(value) === Infinity,
    )
      ? 'half'
      : 'float32';
  }
  const names = Object.keys(forms) as Form[];
  return names.findLast((name) => numbers instanceof forms[name].array) ?? 'float32';
}

/** First the first byte of every number, then the second of every number: like lies by like, and deflates. */
function byteRows(numbers: Numbers, form: Form): Uint8Array {
  const stored = form === 'half' ? Uint16Array.from(numbers, toHalf) : numbers;
  const { bytes } = forms[form];
  const plain = new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
  return transposed(plain, stored.length, bytes);
}

function fromByteRows(rows: Uint8Array, length: number, form: Form): Numbers {
  const { array, bytes } = forms[form];
  const { buffer } = transposed(rows, bytes, length);
  return form === 'half' ? Float32Array.from(new Uint16Array(buffer), fromHalf) : new array(buffer);
}

/** [rows, columns] -> [columns, rows]. */
function transposed(matrix: Uint8Array, rows: number, columns: number): Uint8Array<ArrayBuffer> {
  const turned = new Uint8Array(matrix.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = matrix[row * columns + column] ?? 0;
    }
  }
  return turned;
}
