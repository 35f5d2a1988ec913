import { why } from '../../core/detail.ts';
import { Failure } from '../../core/failure.ts';
import type { PackProgress } from '../pack.ts';
import { PackFiles } from '../pack.ts';
import type { StandardPack, Variant } from './layout.ts';
import type { Room } from './memory.ts';
import { checkMemory } from './memory.ts';

/** Where the files of a brought pack are read from, by the path under which they were found. */
export interface LooseFiles {
  /** The whole file; one that cannot be read is a `packMissing` Failure. */
  read(path: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
  /** Its first bytes, so many or all there are; absent where that would mean to read the whole. */
  head?(path: string, bytes: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
}

/** A pack that somebody brought: nothing vouches for it, so nothing is kept of it. */
export class LoosePack {
  readonly #source: LooseFiles;
  readonly #pack: StandardPack;
  readonly #variant: Variant;
  readonly #room: Room;

  constructor(
    source: LooseFiles,
    pack: StandardPack,
    variant: Variant,
    room: Room = { memory: null, onCard: false },
  ) {
    this.#source = source;
    this.#pack = pack;
    this.#variant = variant;
    this.#room = room;
  }

  /** Reads the variant's files one by one; refuses an incomplete pack, and one too large, before it reads. */
  async *fetch(signal: AbortSignal): AsyncGenerator<PackProgress, PackFiles, void> {
    const { files, bytes: totalBytes } = this.#variant;
    const { folder, missing } = this.#pack;
    const lacking = files.find(({ path }) => missing.includes(path));
    if (lacking !== undefined) {
      throw new Failure('packMissing', why('notThere', folder + lacking.path));
    }
    checkMemory(this.#pack, this.#variant, this.#room);
    const read = new Map<string, Uint8Array<ArrayBuffer>>();
    let loadedBytes = 0;
    for (const { path, bytes } of files) {
      yield { file: path, loadedBytes, totalBytes };
      read.set(path, await this.#source.read(folder + path, signal));
      loadedBytes += bytes;
    }
    yield { file: '', loadedBytes, totalBytes };
    return new PackFiles(read, (path) => {
      return Promise.reject(new Failure('packMissing', why('notInPack', path)));
    });
  }
}
