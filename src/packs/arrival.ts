import { why } from '../core/detail.ts';
import { Failure } from '../core/failure.ts';
import { faultOf } from './digest.ts';
import { hold } from './hold.ts';
import type { PackFile } from './manifest.ts';
import { ConnectionLost, type PackSource, type Reading } from './source.ts';
import type { FileStore, Keeping } from './store.ts';

/** Where files come from and where they are kept. */
export interface Supply {
  source: PackSource;
  store: FileStore;
  /** How long to wait before each further try while nothing comes; after the last, it is a Failure. */
  pausesMs?: readonly number[];
}

/** A file that is here and is the one listed. */
export interface Arrived {
  bytes: Uint8Array<ArrayBuffer>;
  keeping: Keeping;
}

const usualPausesMs = [250, 1000, 3000];
const pieceBytes = 2 ** 21;

/**
 * One listed file, checked against its sha256: the kept one, or else downloaded, from where an
 * earlier try broke off, and kept. Yields how many of its bytes are here. One at a time for each
 * file, over all pages and workers. A file that stays cut or wrong is a `packBroken` Failure.
 */
export async function* arrival(
  file: PackFile,
  supply: Supply,
  signal: AbortSignal,
): AsyncGenerator<number, Arrived, void> {
  const release = await hold(`windowsill-file ${file.sha256}`, signal);
  try {
    const kept = await supply.store.get(file.sha256);
    if (kept !== null) {
      if ((await faultOf(file, kept)) === null) return { bytes: kept, keeping: 'kept' };
      // The service worker would answer the download with the same spoilt bytes.
      await supply.store.drop(file.sha256);
    }
    const bytes = yield* checked(file, supply, signal);
    await supply.store.dropPieces(file.sha256);
    return { bytes, keeping: await supply.store.put(file.sha256, bytes) };
  } finally {
    release();
  }
}

/** Pieces of an older file, or a spoilt cache, may be in the first try: the second begins anew. */
async function* checked(
  file: PackFile,
  supply: Supply,
  signal: AbortSignal,
): AsyncGenerator<number, Uint8Array<ArrayBuffer>, void> {
  const first = await faulty(file, yield* downloaded(file, supply, signal, {}));
  if (first.fault === null) return first.bytes;
  await supply.store.dropPieces(file.sha256);
  const second = await faulty(file, yield* downloaded(file, supply, signal, { afresh: true }));
  if (second.fault === null) return second.bytes;
  await supply.store.dropPieces(file.sha256);
  throw new Failure('packBroken', second.fault);
}

async function faulty(file: PackFile, bytes: Uint8Array<ArrayBuffer>) {
  return { bytes, fault: await faultOf(file, bytes) };
}

async function* downloaded(
  file: PackFile,
  { source, store, pausesMs = usualPausesMs }: Supply,
  signal: AbortSignal,
  reading: Reading,
): AsyncGenerator<number, Uint8Array<ArrayBuffer>, void> {
  const pieces = new Pieces(file, store);
  await pieces.recall();
  let triesInVain = 0;
  try {
    while (pieces.length < file.bytes) {
      const before = pieces.length;
      try {
        for await (const chunk of source.read(file.path, signal, { ...reading, from: before })) {
          await pieces.add(chunk);
          yield pieces.length;
        }
      } catch (thrown) {
        if (!(thrown instanceof ConnectionLost) || pieces.length === 0) throw thrown;
      }
      if (pieces.length === file.bytes) break;
      triesInVain = pieces.length > before ? 0 : triesInVain + 1;
      await pause(pausesMs[triesInVain], pieces.cut(), signal);
    }
    return pieces.bytes;
  } finally {
    if (pieces.length < file.bytes) await pieces.save();
  }
}

/** Waits before the next try; where there is to be none, throws the failure. */
async function pause(ms: number | undefined, failure: Failure, signal: AbortSignal): Promise<void> {
  if (ms === undefined) throw failure;
  await new Promise((resolve) => setTimeout(resolve, ms));
  if (signal.aborted) throw new Failure('aborted');
}

/** A file on its way: what has come is kept piece by piece, so that a break costs little. */
class Pieces {
  readonly #file: PackFile;
  readonly #store: FileStore;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;
  #saved = 0;

  constructor(file: PackFile, store: FileStore) {
    this.#file = file;
    this.#store = store;
    this.#bytes = roomFor(file);
  }

  /** How many bytes have come, from the beginning on. */
  get length(): number {
    return this.#length;
  }

  /** The whole file. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes;
  }

  /** Takes up what an earlier try has kept. */
  async recall(): Promise<void> {
    for (;;) {
      const piece = await this.#store.getPiece(this.#file.sha256, this.#length);
      if (piece === null || piece.length === 0) break;
      if (this.#length + piece.length > this.#file.bytes) break;
      this.#bytes.set(piece, this.#length);
      this.#length += piece.length;
    }
    this.#saved = this.#length;
  }

  async add(chunk: Uint8Array<ArrayBuffer>): Promise<void> {
    const { path, bytes } = this.#file;
    if (this.#length + chunk.length > bytes) {
      await this.#store.dropPieces(this.#file.sha256);
      this.#saved = this.#length;
      throw new Failure('packBroken', why('tooLong', path, bytes));
    }
    this.#bytes.set(chunk, this.#length);
    this.#length += chunk.length;
    if (this.#length - this.#saved >= pieceBytes) await this.save();
  }

  /** Keeps what has come since the last piece. */
  async save(): Promise<void> {
    if (this.#length === this.#saved) return;
    const piece = this.#bytes.slice(this.#saved, this.#length);
    await this.#store.putPiece(this.#file.sha256, this.#saved, piece);
    this.#saved = this.#length;
  }

  cut(): Failure {
    const { path, bytes } = this.#file;
    return new Failure('packBroken', why('cutShort', path, this.#length, bytes));
  }
}

function roomFor({ bytes }: PackFile): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(bytes);
  } catch {
    throw new Failure('outOfMemory', why('needsMemory', `${Math.ceil(bytes / 1e6)} MB`));
  }
}
