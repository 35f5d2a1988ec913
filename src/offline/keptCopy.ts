import { packFiles } from '../packs/keep.ts';
import { parseManifest, type PackFile } from '../packs/manifest.ts';
import type { FileStore } from '../packs/store.ts';
import { manifestPath, type Edition, type Kept } from './edition.ts';

/** The copy of one edition that a browser keeps, as the service worker reads it. */
export class KeptCopy {
  readonly #edition: ReadonlyMap<string, PackFile>;
  readonly #store: FileStore;
  #packs: Promise<ReadonlyMap<string, PackFile>> | null = null;
  #isWhole = false;

  constructor({ files }: Edition, store: FileStore) {
    this.#edition = byPath(files);
    this.#store = store;
  }

  /**
   * A kept file by its path from the page's folder. The edition's own files count only once all of
   * them are here, so that two editions are never mixed; those of packs are told by their digest.
   */
  async find(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const own = this.#edition.get(path);
    if (own !== undefined && !(await this.#whole())) return null;
    return this.findAnyway(path);
  }

  /** The same, where there is nothing better: the network is away. */
  async findAnyway(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const file = this.#edition.get(path) ?? (await this.#pack(path));
    return file === undefined ? null : this.#store.get(file.sha256);
  }

  /** Every file of the edition and of its packs; null where the manifest is not kept. */
  async files(): Promise<readonly PackFile[] | null> {
    const packs = await this.#packFiles();
    return packs.size === 0 ? null : [...this.#edition.values(), ...packs.values()];
  }

  /** What is kept, as far as its paths are known: those of packs only where the manifest is kept. */
  async kept(): Promise<Kept> {
    const held = await this.#store.held();
    const packs = await this.#packFiles();
    const files = [...this.#edition.values(), ...packs.values()];
    const paths = files.filter(({ sha256 }) => held.has(sha256)).map(({ path }) => path);
    return { paths, isWhole: packs.size > 0 && paths.length === files.length };
  }

  async #whole(): Promise<boolean> {
    if (this.#isWhole) return true;
    const held = await this.#store.held();
    this.#isWhole = [...this.#edition.values()].every(({ sha256 }) => held.has(sha256));
    return this.#isWhole;
  }

  async #pack(path: string): Promise<PackFile | undefined> {
    return path.startsWith('models/') ? (await this.#packFiles()).get(path) : undefined;
  }

  async #packFiles(): Promise<ReadonlyMap<string, PackFile>> {
    this.#packs ??= this.#readManifest();
    const packs = await this.#packs;
    if (packs.size === 0) this.#packs = null;
    return packs;
  }

  async #readManifest(): Promise<ReadonlyMap<string, PackFile>> {
    const bytes = await this.#store.get(this.#edition.get(manifestPath)?.sha256 ?? '');
    if (bytes === null) return new Map();
    try {
      return byPath(packFiles(parseManifest(JSON.parse(new TextDecoder().decode(bytes)))));
    } catch {
      // A spoilt manifest is found by "Verify and repair"; until then the network answers.
      return new Map();
    }
  }
}

function byPath(files: readonly PackFile[]): ReadonlyMap<string, PackFile> {
  return new Map(files.map((file) => [file.path, file]));
}
