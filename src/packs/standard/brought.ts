import { why } from '../../core/detail.ts';
import { Failure, toFailure } from '../../core/failure.ts';
import { httpFolder, isPage } from '../source.ts';
import { readHub, readHubHead, type HubModel } from './hub.ts';
import type { StandardPack, Variant } from './layout.ts';
import type { LooseFiles } from './loosePack.ts';
import { LoosePack } from './loosePack.ts';
import type { Room } from './memory.ts';

/** Where a brought pack lies; plain data, so that it can cross to a worker. */
export type BroughtSource =
  | { kind: 'folder'; files: readonly { path: string; file: File }[] }
  | { kind: 'zip'; file: Blob }
  /** The page's own, or, in builds that may ask it, the Hugging Face hub. */
  | { kind: 'server'; base: string; hub?: HubModel };

/** A pack that somebody chose to run in place of a shipped one. */
export interface Brought {
  source: BroughtSource;
  pack: StandardPack;
  variant: Variant;
  room: Room;
}

/** The pack, ready to be fetched; nothing is read yet. */
export function openBrought({ source, pack, variant, room }: Brought): LoosePack {
  return new LoosePack(readerOf(source), pack, variant, room);
}

/** How the files of a source are read. */
export function readerOf(source: BroughtSource): LooseFiles {
  switch (source.kind) {
    case 'folder':
      return {
        read: (path) => fromFolder(source.files, path),
        head: (path, bytes) => fromFolder(source.files, path, bytes),
      };
    case 'zip':
      return {
        read: (path, signal) => fromZip(source.file, path, signal),
        head: (path, bytes, signal) => headFromZip(source.file, path, bytes, signal),
      };
    case 'server':
      if (import.meta.env.WINDOWSILL_HUB && source.hub !== undefined) return fromHub(source.hub);
      return {
        read: (path, signal) => fromServer(source.base, path, signal),
        head: (path, bytes, signal) => headFromServer(source.base, path, bytes, signal),
      };
  }
}

async function fromFolder(
  files: readonly { path: string; file: File }[],
  path: string,
  bytes = Infinity,
): Promise<Uint8Array<ArrayBuffer>> {
  const found = files.find((one) => one.path === path);
  if (found === undefined) throw new Failure('packMissing', why('notThere', path));
  const { file } = found;
  return inMemory(path, () => (bytes < file.size ? file.slice(0, bytes) : file).arrayBuffer());
}

async function fromZip(
  file: Blob,
  path: string,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const { unzipped } = await import('./zip.ts');
  return inMemory(path, () => unzipped(file, path, signal));
}

async function headFromZip(
  file: Blob,
  path: string,
  bytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const { unzippedHead } = await import('./zip.ts');
  return unzippedHead(file, path, bytes, signal);
}

/** The rest is not asked for: the connection is closed as soon as there is enough. */
async function headFromServer(
  base: string,
  path: string,
  bytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of httpFolder(new URL(base)).read(path, signal)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= bytes) break;
  }
  return new Uint8Array(await new Blob(chunks).slice(0, bytes).arrayBuffer());
}

async function fromServer(
  base: string,
  path: string,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(new URL(path, base), { signal });
  if (!response.ok || isPage(response, path))
    throw new Failure('packMissing', why('notThere', path));
  return inMemory(path, () => response.arrayBuffer());
}

function fromHub(model: HubModel): LooseFiles {
  return {
    read: (path, signal) => inMemory(path, () => readHub(model, path, signal)),
    head: (path, bytes, signal) => inMemory(path, () => readHubHead(model, path, bytes, signal)),
  };
}

/** A file that cannot be held is told apart from one that cannot be read. */
async function inMemory(
  path: string,
  read: () => Promise<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await read());
  } catch (thrown) {
    if (thrown instanceof RangeError) throw new Failure('outOfMemory', path);
    const failure = toFailure(thrown);
    throw failure.kind === 'internal' ? new Failure('packMissing', why('notThere', path)) : failure;
  }
}
