import { crc32 } from './crc32.ts';
import { why } from './detail.ts';
import { Failure } from './failure.ts';
import { joined } from './gzip.ts';

const signature = [137, 80, 78, 71, 13, 10, 26, 10];
const longestText = 1e6;
/** PNG specification 11.3.3.1. */
const longestKeyword = 79;
/** Ours have a few dozen; encoders that cut small make one of every 8 KB. */
const mostChunks = 10_000;

interface Chunk {
  /** Four letters. */
  type: string;
  data: Uint8Array;
  /** Where the chunk begins in the file. */
  at: number;
}

/** Whether a file begins as a PNG does. */
export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

/** The PNG with one more text (PNG specification 11.3.3): tEXt where Latin-1 can say it, else iTXt. */
export function withPngText(
  png: Uint8Array,
  keyword: string,
  text: string,
): Uint8Array<ArrayBuffer> {
  const header = chunksOf(png)[0];
  if (header?.type !== 'IHDR') throw new Failure('unreadable', why('pictureWithoutHeader'));
  const isLatin = Array.from(text).every((letter) => (letter.codePointAt(0) ?? 256) < 256);
  const chunk = isLatin
    ? chunkOf('tEXt', [latin(keyword), [0], latin(text)])
    : chunkOf('iTXt', [latin(keyword), [0, 0, 0, 0, 0], new TextEncoder().encode(text)]);
  const end = header.at + 12 + header.data.length;
  return joined([png.subarray(0, end), chunk, png.subarray(end)], png.length + chunk.length);
}

/** The text under a keyword, or null where the PNG has none; a damaged PNG is an `unreadable` Failure. */
export function pngText(png: Uint8Array, keyword: string): string | null {
  for (const { type, data } of chunksOf(png)) {
    if (type !== 'tEXt' && type !== 'iTXt') continue;
    const zero = data.subarray(0, longestKeyword + 1).indexOf(0);
    if (zero < 0) throw new Failure('unreadable', why('pictureDamaged'));
    if (fromLatin(data.subarray(0, zero)) !== keyword) continue;
    if (data.length > longestText) throw new Failure('unreadable', why('pictureTextLong'));
    if (type === 'tEXt') return fromLatin(data.subarray(zero + 1));
    const text = internationalText(data.subarray(zero + 1));
    if (text !== null) return text;
  }
  return null;
}

/** After the keyword: compressed? (1), method (1), language, 0, translated keyword, 0, UTF-8. */
function internationalText(rest: Uint8Array): string | null {
  if (rest[0] !== 0) return null;
  const language = rest.indexOf(0, 2);
  const translated = language < 0 ? -1 : rest.indexOf(0, language + 1);
  if (translated < 0) return null;
  return new TextDecoder().decode(rest.subarray(translated + 1));
}

function chunksOf(png: Uint8Array): Chunk[] {
  if (!isPng(png)) throw new Failure('unreadable', why('notPng'));
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  for (let at = signature.length; ;) {
    const length = at + 12 > png.length ? Infinity : view.getUint32(at);
    if (at + 12 + length > png.length) throw new Failure('unreadable', why('pictureCutShort'));
    const type = fromLatin(png.subarray(at + 4, at + 8));
    if (crc32(png.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length)) {
      throw new Failure('unreadable', why('pictureDamaged'));
    }
    if (chunks.length === mostChunks) throw new Failure('unreadable', why('pictureDamaged'));
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length), at });
    if (type === 'IEND') return chunks;
    at += 12 + length;
  }
}

function chunkOf(type: string, parts: readonly ArrayLike<number>[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const named = [latin(type), ...parts].map((part) => Uint8Array.from(part));
  const chunk = new Uint8Array(length + 12);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, length);
  chunk.set(joined(named, length + 4), 4);
  view.setUint32(length + 8, crc32(chunk.subarray(4, length + 8)));
  return chunk;
}

function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function fromLatin(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
