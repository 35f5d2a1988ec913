import type { FileEntry } from '@zip.js/zip.js';
import { BlobReader, Uint8ArrayWriter, ZipReader, configure } from '@zip.js/zip.js';
import { why } from '../../core/detail.ts';
import { Failure } from '../../core/failure.ts';
import type { FoundFile } from './layout.ts';

// The page's policy allows no workers from blobs; whoever reads a pack is in a worker already.
configure({ useWebWorkers: false });

/** The files in a zip, unread. What is no zip is an `unreadable` Failure. */
export async function listZip(file: Blob): Promise<FoundFile[]> {
  const entries = await entriesOf(file);
  return entries.map(({ filename, uncompressedSize }) => ({
    path: filename,
    bytes: uncompressedSize,
  }));
}

/** One file of a zip. */
export async function unzipped(
  file: Blob,
  path: string,
  signal: AbortSignal,
): Promise<ArrayBuffer> {
  const entries = await entriesOf(file);
  const entry = entries.find(({ filename }) => filename === path);
  if (entry === undefined) throw new Failure('packMissing', why('notThere', path));
  const bytes = await entry.getData(new Uint8ArrayWriter(), { signal });
  return bytes.buffer;
}

async function entriesOf(file: Blob): Promise<FileEntry[]> {
  const reader = new ZipReader(new BlobReader(file));
  try {
    const entries = await reader.getEntries();
    return entries.filter((entry) => !entry.directory);
  } catch {
    throw new Failure('unreadable', why('notZip'));
  } finally {
    await reader.close();
  }
}
