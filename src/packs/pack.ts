import { why } from '../core/detail.ts';
import { Failure } from '../core/failure.ts';
import type { Family } from '../core/run.ts';
import { arrival, type Supply } from './arrival.ts';
import type { PackEntry, PackFile } from './manifest.ts';
import { packNames, readManifest } from './manifest.ts';
import type { PackSource } from './source.ts';
import { httpFolder } from './source.ts';
import { browserStore, noStore } from './store.ts';

/** How much of a pack has arrived. */
export interface PackProgress {
  /** The file that is arriving, relative to the pack. */
  file: string;
  loadedBytes: number;
  totalBytes: number;
}

const tellEveryBytes = 2 ** 17;

type FetchFile = (path: string, signal: AbortSignal) => Promise<Uint8Array<ArrayBuffer>>;

/** The files of a pack, each checked against the manifest. */
export class PackFiles {
  readonly #files: Map<string, Uint8Array<ArrayBuffer>>;
  readonly #fetch: FetchFile;

  constructor(files: Map<string, Uint8Array<ArrayBuffer>>, fetchFile: FetchFile) {
    this.#files = files;
    this.#fetch = fetchFile;
  }

  /** Paths of the files that arrived and were not yet taken. */
  get paths(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** A file that most runs do not need, fetched only now; one that the pack has not is a `packMissing` Failure. */
  async further(path: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    return this.#files.has(path) ? this.take(path) : this.#fetch(path, signal);
  }

  /** A file's bytes, which the pack forgets: models are large and are read once. */
  take(path: string): Uint8Array<ArrayBuffer> {
    const bytes = this.#files.get(path);
    if (bytes === undefined) throw new Failure('packMissing', why('notInManifest', path));
    this.#files.delete(path);
    return bytes;
  }

  /** A JSON file; text that is no JSON is a `packBroken` Failure. */
  json(path: string): unknown {
    try {
      return JSON.parse(new TextDecoder().decode(this.take(path)));
    } catch (thrown) {
      if (thrown instanceof Failure) throw thrown;
      throw new Failure('packBroken', why('notJson', path));
    }
  }
}

/** One pack of a models folder. */
export class Pack {
  readonly #supply: Supply;
  readonly #name: string;

  /** A folder alone keeps nothing. */
  constructor(from: PackSource | Supply, name: string) {
    this.#supply = 'source' in from ? from : { source: from, store: noStore };
    this.#name = name;
  }

  /**
   * Fetches and checks every file the runtime needs, telling progress. Nothing is remembered here:
   * after a failure a second call starts anew, and what was checked before comes from the store.
   */
  async *fetch(signal: AbortSignal): AsyncGenerator<PackProgress, PackFiles, void> {
    const entry = await this.#entry(signal);
    const { files } = entry;
    const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
    const arrived = new Map<string, Uint8Array<ArrayBuffer>>();
    let before = 0;
    for (const file of files) {
      const progress = (bytes: number) => ({
        file: file.path,
        loadedBytes: before + bytes,
        totalBytes,
      });
      arrived.set(file.path, yield* this.#file(file, progress, signal));
      before += file.bytes;
      yield progress(0);
    }
    return new PackFiles(arrived, (path, signal) => this.#extra(entry, path, signal));
  }

  async #extra(
    { extras }: PackEntry,
    path: string,
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const file = extras.find((extra) => extra.path === path);
    if (file === undefined) {
      throw new Failure('packMissing', why('notInManifest', path));
    }
    const arrival = this.#file(
      file,
      (bytes) => ({ file: path, loadedBytes: bytes, totalBytes: file.bytes }),
      signal,
    );
    for (;;) {
      const { done, value } = await arrival.next();
      if (done === true) return value;
    }
  }

  async #entry(signal: AbortSignal): Promise<PackEntry> {
    const entry = (await readManifest(this.#supply.source, signal)).get(this.#name);
    if (entry === undefined) {
      throw new Failure('packMissing', why('notListed', this.#name));
    }
    return entry;
  }

  async *#file(
    file: PackFile,
    progress: (bytes: number) => PackProgress,
    signal: AbortSignal,
  ): AsyncGenerator<PackProgress, Uint8Array<ArrayBuffer>, void> {
    const listed = { ...file, path: `${this.#name}/${file.path}` };
    const arriving = arrival(listed, this.#supply, signal);
    let told = 0;
    for (;;) {
      const { done, value } = await arriving.next();
      if (done === true) return value.bytes;
      if (value - told < tellEveryBytes) continue;
      told = value;
      yield progress(value);
    }
  }
}

/** A shipped pack in a models folder served over HTTP, kept in the browser by digest. */
export function httpPack(models: URL, family: Family | 'recogniser'): Pack {
  const store = browserStore(new URL('../', models));
  return new Pack({ source: httpFolder(models), store }, packNames[family]);
}
