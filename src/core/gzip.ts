import { why } from './detail.ts';
import { Failure } from './failure.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The bytes as one gzip member. */
export async function gzip(bytes: Bytes): Promise<Bytes> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * What a gzip member holds. Damage (gzip keeps a checksum) and more than `mostBytes` of content
 * are `unreadable` Failures; no more than that is ever unpacked.
 */
export async function gunzip(bytes: Bytes, mostBytes: number): Promise<Bytes> {
  const reader = new Blob([bytes])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'))
    .getReader();
  const parts: Bytes[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new Failure('unreadable', why('fileDamaged'));
    });
    if (done) return joined(parts, length);
    length += value.length;
    if (length > mostBytes) {
      await reader.cancel().catch(() => undefined);
      throw new Failure('unreadable', why('fileUnpacksLarge'));
    }
    parts.push(value);
  }
}

/** Byte lists end to end. */
export function joined(parts: readonly Uint8Array[], length: number): Bytes {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
