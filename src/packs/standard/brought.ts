import { why } from '../../core/detail.ts';
import { Failure, toFailure } from '../../core/failure.ts';
import { isPage } from '../source.ts';
import type { StandardPack, Variant } from './layout.ts';
import type { LooseFiles } from './loosePack.ts';
import { LoosePack } from './loosePack.ts';

/** Where a brought pack lies; plain data, so that it can cross to a worker. */
export type BroughtSource =
  | { kind: 'folder'; files: readonly { path: string; file: File }[] }
  | { kind: 'zip'; file: Blob }
  | { kind: 'server'; base: string };

/** A pack that somebody chose to run in place of a shipped one. */
export interface Brought {
  source: BroughtSource;
  pack: StandardPack;
  variant: Variant;
  /** The machine's memory in bytes, null where the browser does not tell. */
  memory: number | null;
}

/** The pack, ready to be fetched; nothing is read yet. */
export function openBrought({ source, pack, variant, memory }: Brought): LoosePack {
  return new LoosePack(readerOf(source), pack, variant, memory);
}

/** How the files of a source are read. */
export function readerOf(source: BroughtSource): LooseFiles {
  switch (source.kind) {
    case 'folder':
      return { read: (path) => fromFolder(source.files, path) };
    case 'zip':
      return { read: (path, signal) => fromZip(source.file, path, signal) };
    case 'server':
      return { read: (path, signal) => fromServer(source.base, path, signal) };
  }
}

async function fromFolder(
  files: readonly { path: string; file: File }[],
  path: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const found = files.find((one) => one.path === path);
  if (found === undefined) throw new Failure('packMissing', why('notThere', path));
  return inMemory(path, () => found.file.arrayBuffer());
}

async function fromZip(
  file: Blob,
  path: string,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const { unzipped } = await import('./zip.ts');
  return inMemory(path, () => unzipped(file, path, signal));
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
