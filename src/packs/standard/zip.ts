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
  const entry = entryOf(await entriesOf(file), path);
  const bytes = await entry.getData(new Uint8ArrayWriter(), { signal });
  return bytes.buffer;
}

/** The first bytes of one file of a zip; the rest stays packed. */
export async function unzippedHead(
  file: Blob,
  path: string,
  bytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const entry = entryOf(await entriesOf(file), path);
  const enough = new AbortController();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
    write: (chunk) => {
      chunks.push(chunk.slice());
      length += chunk.length;
      if (length >= bytes) enough.abort();
    },
  });
  const stop = (): void => {
    enough.abort();
  };
  signal.addEventListener('abort', stop, { once: true });
  await entry.getData(sink, { signal: enough.signal }).catch((thrown: unknown) => {
    if (length < bytes) throw thrown;
  });
  signal.removeEventListener('abort', stop);
  return new Uint8Array(await new Blob(chunks).slice(0, bytes).arrayBuffer());
}

function entryOf(entries: readonly FileEntry[], path: string): FileEntry {
  const entry = entries.find(({ filename }) => filename === path);
  if (entry === undefined) throw new Failure('packMissing', why('notThere', path));
  return entry;
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
