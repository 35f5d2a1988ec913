import { createHash } from 'node:crypto';
import type { PackFile } from '../../src/packs/manifest.ts';

/** A file as a manifest lists it. */
export function listed(path: string, bytes: Uint8Array): PackFile {
  return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
