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
 * `{"$numbers": [at, length, form, most]}`: `most` is the largest size of a number that `scaled` bytes
 * stand for. The mean pictures of DALL-E's codes lie under one another as one picture,
 * `{"$strip": [at, size, codes]}`. A preview of a latent is kept as its cells, to within three levels in
 * 255: `{"$enlarged": [at, cells on a side, zoom]}`; so are the unfinished pictures after each row of
 * DALL-E, whose pixels stay what they were while they change by less. Results are kept to the bit. What JSON has no number for is written `{"$number": "Infinity"}`.
 */
export interface PackedValues {
  json: unknown;
  body: Uint8Array<ArrayBuffer>;
}

/**
 * How the numbers of an array lie in the body; `half` are floats kept to three digits, `share` are floats
 * in [0, 1] of which the root is kept in 127ths, `scaled` are floats kept in 127ths of the largest.
 */
const forms = {
  half: { array: Float32Array, bytes: 2 },
  share: { array: Float32Array, bytes: 1 },
  scaled: { array: Float32Array, bytes: 1 },
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
const longestExact = 16;
/** What of a run's explanations are shares: attention, and how sure the UNet is. */
const shares: ReadonlySet<string> = new Set(['attention', 'words', 'cells', 'weights', 'sureness']);
/** What needs no more than two digits. */
const rough: ReadonlySet<string> = new Set(['latent']);
/** What a step of Stable Diffusion shows of its latents, each cell as 8 x 8 pixels. */
const previews: ReadonlySet<string> = new Set(['noisy', 'guess']);
const previewZoom = 8;
/** Beyond it a number is not `scaled`. */
const largestScale = 1e6;
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

  function addNumbers(numbers: Numbers, name: string): unknown {
    const form = formOf(numbers, name);
    const most = form === 'scaled' ? sizeOf(numbers) : 0;
    return { $numbers: [add(byteRows(numbers, form, most)), numbers.length, form, most] };
  }

  function addStrip(rgb: Uint8Array, size: number): unknown {
    const codes = rgb.length / (3 * size * size);
    return { $strip: [add(encodePixels(stripOf(rgb, size), null)), size, codes] };
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
    if (isNumbers(item)) return once(item, () => addNumbers(item, name));
    if (Array.isArray(item)) return item.map((each) => pack(each, name));
    if (isCodebook(item)) {
      const { rgb, size } = item;
      return { ...item, rgb: once(rgb, () => addStrip(rgb, size)) };
    }
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
  const strips = new Map<number, Uint8Array>();

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
    const most: unknown = (address as unknown[])[3] ?? 0;
    if (typeof most !== 'number' || !(most >= 0 && most <= largestScale)) return broken();
    const known = arrays.get(at);
    if (known?.length === length) return known;
    const { bytes } = forms[form as Form];
    const decoded = fromByteRows(bytesAt(at, length * bytes), length, form as Form, most);
    arrays.set(at, decoded);
    return decoded;
  }

  function strip(address: unknown): Uint8Array {
    const [at, size, codes] = addressOf(address, 3);
    const known = strips.get(at);
    if (known !== undefined) return known;
    if (size < 1 || codes < 1 || size > 64) broken();
    const coded = bytesAt(at, codedBytes(size, size * codes));
    const rgb = rgbOf(decodePixels(coded, size, size * codes, null) ?? broken());
    strips.set(at, rgb);
    return rgb;
  }

  function unpack(item: unknown, depth: number): unknown {
    if (typeof item !== 'object' || item === null) return item;
    if (depth > deepest) broken();
    if (Array.isArray(item)) return item.map((each) => unpack(each, depth + 1));
    const raw = item as Record<string, unknown>;
    if ('$pixels' in raw) return pixels(raw['$pixels']);
    if ('$enlarged' in raw) return enlargedPixels(raw['$enlarged']);
    if ('$numbers' in raw) return numbers(raw['$numbers']);
    if ('$strip' in raw) return strip(raw['$strip']);
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

/** What DALL-E's codes look like, as it is told of. */
function isCodebook(item: object): item is { rgb: Uint8Array; size: number } {
  const { rgb, size } = item as { rgb?: unknown; size?: unknown };
  return (
    rgb instanceof Uint8Array &&
    typeof size === 'number' &&
    rgb.length > 0 &&
    rgb.length % (3 * size * size) === 0
  );
}

function isNumbers(item: object): item is Numbers {
  return Object.values(forms).some(({ array }) => item instanceof array);
}

function formOf(numbers: Numbers, name: string): Form {
  if (numbers instanceof Float32Array && numbers.length > longestExact) {
    if (shares.has(name) && numbers.every((value) => value >= 0 && value <= 1)) return 'share';
    if (rough.has(name) && sizeOf(numbers) <= largestScale) return 'scaled';
    return numbers.every(
      (value) => !(Math.abs(value) > largestHalf) || Math.abs(value) === Infinity,
    )
      ? 'half'
      : 'float32';
  }
  const names = Object.keys(forms) as Form[];
  return (
    names.find(
      (name) =>
        name !== 'half' &&
        name !== 'share' &&
        name !== 'scaled' &&
        numbers instanceof forms[name].array,
    ) ?? 'float32'
  );
}

/** The largest absolute value; Infinity where one is no finite number. */
function sizeOf(numbers: Numbers): number {
  let most = 0;
  for (const value of numbers) {
    if (!Number.isFinite(value)) return Infinity;
    most = Math.max(most, Math.abs(value));
  }
  return most;
}

/** Pictures [codes, size, size, 3] under one another. */
function stripOf(rgb: Uint8Array, size: number): Pixels {
  const data = new Uint8ClampedArray((rgb.length / 3) * 4).fill(255);
  rgb.forEach((level, k) => (data[Math.floor(k / 3) * 4 + (k % 3)] = level));
  return { width: size, height: rgb.length / (3 * size), data };
}

function rgbOf({ data }: Pixels): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    { length: (data.length / 4) * 3 },
    (_, k) => data[Math.floor(k / 3) * 4 + (k % 3)] ?? 0,
  );
}

/** First the first byte of every number, then the second of every number: like lies by like, and deflates. */
function byteRows(numbers: Numbers, form: Form, most = 0): Uint8Array {
  const stored = storedAs(numbers, form, most);
  const { bytes } = forms[form];
  const plain = new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
  return transposed(plain, stored.length, bytes);
}

function storedAs(numbers: Numbers, form: Form, most: number): Numbers {
  if (form === 'half') return Uint16Array.from(numbers, toHalf);
  if (form === 'share') {
    return Uint8Array.from(numbers, (share) => Math.round(Math.sqrt(share) * 127));
  }
  if (form === 'scaled') {
    return Int8Array.from(numbers, (value) => Math.round((value / (most || 1)) * 127));
  }
  return numbers;
}

function fromByteRows(rows: Uint8Array, length: number, form: Form, most = 0): Numbers {
  const { array, bytes } = forms[form];
  const { buffer } = transposed(rows, bytes, length);
  if (form === 'half') return Float32Array.from(new Uint16Array(buffer), fromHalf);
  if (form === 'share')
    return Float32Array.from(new Uint8Array(buffer), (root) => (root / 127) ** 2);
  if (form === 'scaled') {
    return Float32Array.from(new Int8Array(buffer), (part) => (part / 127) * most);
  }
  return new array(buffer);
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
