import { why, type Detail } from '../core/detail.ts';
import type { PackFile } from './manifest.ts';

/**
 * Hexadecimal sha256. Pages that are no secure context (http:// on a school's network) have no
 * `crypto.subtle`: there it is worked out in JavaScript.
 */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { subtle } = globalThis.crypto as { subtle?: SubtleCrypto };
  const digest =
    subtle === undefined
      ? (await import('@noble/hashes/sha2.js')).sha256(bytes)
      : new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What is wrong with a file's bytes; null when nothing is. */
export async function faultOf(
  file: PackFile,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Detail | null> {
  if (bytes.length < file.bytes) return why('cutShort', file.path, bytes.length, file.bytes);
  return (await sha256(bytes)) === file.sha256 ? null : why('otherFile', file.path);
}
