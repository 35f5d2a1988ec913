import { Failure } from '../core/failure.ts';
import type { Family } from '../core/run.ts';
import type { DigestCache } from './cache.ts';
import { browserCache, noCache } from './cache.ts';
import type { PackEntry, PackFile } from './manifest.ts';
import { packNames, parseManifest } from './manifest.ts';
import type { PackSource } from './source.ts';
import { httpFolder } from './source.ts';

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

  /** A file that most runs do not need, fetched only now; one that the pack has not is a `packMissing` Failure. */
  async further(path: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
    return this.#files.has(path) ? this.take(path) : this.#fetch(path, signal);
  }

  /** A file's bytes, which the pack forgets: models are large and are read once. */
  take(path: string): Uint8Array<ArrayBuffer> {
    const bytes = this.#files.get(path);
    if (bytes === undefined) throw new Failure('packMissing', `${path} is not in the manifest.`);
    this.#files.delete(path);
    return bytes;
  }

  /** A JSON file; text that is no JSON is a `packBroken` Failure. */
  json(path: string): unknown {
    try {
      return JSON.parse(new TextDecoder().decode(this.take(path)));
    } catch (thrown) {
      if (thrown instanceof Failure) throw thrown;
      throw new Failure('packBroken', `${path} is not JSON.`);
    }
  }
}

/** One pack of a models folder. */
export class Pack {
  readonly #source: PackSource;
  readonly #name: string;
  readonly #cache: DigestCache;

  constructor(source: PackSource, name: string, cache: DigestCache = noCache) {
    this.#source = source;
    this.#name = name;
    this.#cache = cache;
  }

  /**
   * Fetches and checks every file the runtime needs, telling progress. Nothing is remembered here:
   * after a failure a second call starts anew, and what was checked before comes from the cache.
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
      throw new Failure('packMissing', `${path} is not in the manifest.`);
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
    const chunks = await collect(this.#source.read('manifest.json', signal));
    const entry = parseManifest(parseJson(chunks)).get(this.#name);
    if (entry === undefined) {
      throw new Failure('packMissing', `manifest.json does not list ${this.#name}.`);
    }
    return entry;
  }

  async *#file(
    file: PackFile,
    progress: (bytes: number) => PackProgress,
    signal: AbortSignal,
  ): AsyncGenerator<PackProgress, Uint8Array<ArrayBuffer>, void> {
    const cached = await this.#cache.get(file.sha256);
    if (cached !== null && (await faultOf(file, cached)) === null) return cached;
    const bytes = yield* this.#download(file, progress, signal);
    const fault = await faultOf(file, bytes);
    if (fault !== null) throw new Failure('packBroken', `${this.#name}/${file.path} ${fault}.`);
    await this.#cache.put(file.sha256, bytes);
    return bytes;
  }

  async *#download(
    file: PackFile,
    progress: (bytes: number) => PackProgress,
    signal: AbortSignal,
  ): AsyncGenerator<PackProgress, Uint8Array<ArrayBuffer>, void> {
    const bytes = new Uint8Array(file.bytes);
    let length = 0;
    let told = 0;
    for await (const chunk of this.#source.read(`${this.#name}/${file.path}`, signal)) {
      if (length + chunk.length > file.bytes) {
        const fault = `is longer than the ${file.bytes} bytes of the manifest`;
        throw new Failure('packBroken', `${this.#name}/${file.path} ${fault}.`);
      }
      bytes.set(chunk, length);
      length += chunk.length;
      if (length - told < tellEveryBytes) continue;
      told = length;
      yield progress(length);
    }
    return bytes.subarray(0, length);
  }
}

/** The shipped pack of a family in a models folder served over HTTP, kept in the browser by digest. */
export function httpPack(models: URL, family: Family): Pack {
  return new Pack(httpFolder(models), packNames[family], browserCache());
}

/** What is wrong with a file's bytes, null when nothing is. */
async function faultOf(file: PackFile, bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (bytes.length < file.bytes) return `is cut: ${bytes.length} of ${file.bytes} bytes`;
  const digest = await sha256(bytes);
  return digest === null || digest === file.sha256 ? null : 'is not the file of the manifest';
}

/** Hexadecimal sha256; null on pages that are no secure context, where browsers offer none. */
async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const { subtle } = globalThis.crypto as { subtle?: SubtleCrypto };
  if (subtle === undefined) return null;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure('packBroken', 'manifest.json is not JSON.');
  }
}
