import { arrival, type Supply } from './arrival.ts';
import { faultOf } from './digest.ts';
import type { Manifest, PackFile } from './manifest.ts';
import type { FileStore, Keeping } from './store.ts';

/** How much of a list of files has been gone through. */
export interface Progress {
  /** The file at hand. */
  path: string;
  doneBytes: number;
  totalBytes: number;
}

/** Every file of every pack, named from the page's folder: what the models run on comes first. */
export function packFiles(manifest: Manifest): PackFile[] {
  const named = (pack: string) => (file: PackFile) => ({
    ...file,
    path: `models/${pack}/${file.path}`,
  });
  return [
    ...[...manifest].flatMap(([pack, { files }]) => files.map(named(pack))),
    ...[...manifest].flatMap(([pack, { extras }]) => extras.map(named(pack))),
  ];
}

/** The sizes of the files, summed. */
export function bytesOf(files: readonly PackFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * Keeps every file that is not kept yet, telling progress; ends with `full` or `refused` at the first
 * file the browser has no room for. Broken and missing files are Failures, as in a run.
 */
export async function* keep(
  files: readonly PackFile[],
  supply: Supply,
  signal: AbortSignal,
): AsyncGenerator<Progress, Keeping, void> {
  const held = await supply.store.held();
  const totalBytes = bytesOf(files);
  let before = bytesOf(files.filter(({ sha256 }) => held.has(sha256)));
  for (const file of files.filter(({ sha256 }) => !held.has(sha256))) {
    const { path } = file;
    yield { path, doneBytes: before, totalBytes };
    const arriving = arrival(file, supply, signal);
    for (;;) {
      const { done, value } = await arriving.next();
      if (done !== true) {
        yield { path, doneBytes: before + value, totalBytes };
      } else if (value.keeping === 'kept') {
        break;
      } else {
        return value.keeping;
      }
    }
    before += file.bytes;
  }
  return 'kept';
}

/** Reads every kept file again and forgets those that changed; ends with the files that are wanting. */
export async function* verify(
  files: readonly PackFile[],
  store: FileStore,
  signal: AbortSignal,
): AsyncGenerator<Progress, { changed: PackFile[]; missing: PackFile[] }, void> {
  const changed: PackFile[] = [];
  const missing: PackFile[] = [];
  const totalBytes = bytesOf(files);
  let doneBytes = 0;
  for (const file of files) {
    signal.throwIfAborted();
    yield { path: file.path, doneBytes, totalBytes };
    const bytes = await store.get(file.sha256);
    if (bytes === null) missing.push(file);
    else if ((await faultOf(file, bytes)) !== null) {
      changed.push(file);
      await store.drop(file.sha256);
    }
    doneBytes += file.bytes;
  }
  return { changed, missing };
}
