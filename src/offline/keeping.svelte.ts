import { Failure, toFailure } from '../core/failure.ts';
import { bytesOf, keep, packFiles, verify, type Progress } from '../packs/keep.ts';
import { readManifest, type PackFile } from '../packs/manifest.ts';
import { httpFolder, type PackSource } from '../packs/source.ts';
import { browserStore, noDigests, noStore, type FileStore } from '../packs/store.ts';
import { Pace } from '../state/pace.ts';
import { editionPath, type Edition } from './edition.ts';
import { updates } from './updates.svelte.ts';

/** The first files are small and slow: only after so long does the pace say anything. */
const paceTellsAfterMs = 3000;

/** How things stand with the copy that this browser keeps. */
export type KeepingStatus =
  | { kind: 'unknown' }
  /** The browser lends no storage here, as on http:// pages of a network. */
  | { kind: 'unable' }
  | { kind: 'partly' }
  | { kind: 'keeping'; doneBytes: number; remainingMs: number | null }
  | { kind: 'checking'; doneBytes: number }
  /** `mended`: how many files were found changed or missing and are right again; null: nobody asked. */
  | { kind: 'kept'; mended: number | null }
  | { kind: 'full' }
  | { kind: 'failed'; failure: Failure };

/** The copy of the page and its models on this machine: kept, verified, repaired, removed. */
export class Keeping {
  readonly #store: FileStore;
  readonly #source: PackSource;
  readonly #models: URL;
  #files: readonly PackFile[] = [];
  #status = $state.raw<KeepingStatus>({ kind: 'unknown' });
  #totalBytes = $state(0);
  #heldBytes = $state(0);
  #lent = $state.raw<{ usedBytes: number; lentBytes: number } | null>(null);
  /** What somebody asked for that has not come to its end. */
  #wanted: 'nothing' | 'copy' | 'check' = 'nothing';
  #yields = false;
  #mending: number | null = null;
  #controller: AbortController | null = null;

  /** `home` is the folder of the page, `models` that of the packs. */
  constructor(home: URL, models: URL, store = browserStore(home)) {
    this.#store = store;
    this.#source = httpFolder(home);
    this.#models = models;
  }

  get status(): KeepingStatus {
    return this.#status;
  }

  /** The page and all its packs. */
  get totalBytes(): number {
    return this.#totalBytes;
  }

  /** What of it is kept whole. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** The browser's storage for this origin, where it says; a model's run uses some of it too. */
  get lent(): { usedBytes: number; lentBytes: number } | null {
    return this.#lent;
  }

  /** Looks at what is kept. */
  async look(): Promise<void> {
    if (this.#store === noStore) {
      this.#status = { kind: 'unable' };
      return;
    }
    try {
      if (this.#files.length === 0) await this.#list();
      await this.#count();
      this.#status =
        this.#heldBytes === this.#totalBytes
          ? { kind: 'kept', mended: this.#mending }
          : { kind: 'partly' };
    } catch (thrown) {
      this.#status = { kind: 'failed', failure: toFailure(thrown) };
    }
  }

  /** Keeps what is wanting, and asks the browser not to throw it away. */
  async keep(): Promise<void> {
    this.#wanted = 'copy';
    void navigator.storage.persist().catch(() => false);
    await this.#goOn();
  }

  /** Reads everything that is kept again; what changed is fetched anew. */
  async verifyAndRepair(): Promise<void> {
    this.#wanted = 'check';
    this.#mending = null;
    await this.#goOn();
  }

  stop(): void {
    this.#wanted = 'nothing';
    this.#controller?.abort();
  }

  /** While a model is at work nothing is fetched beside it; afterwards it goes on. */
  yieldTo(isRunning: boolean): void {
    this.#yields = isRunning;
    if (isRunning) this.#controller?.abort();
    else void this.#goOn();
  }

  /** Forgets the copy; the page itself goes on as long as there is a network. */
  async remove(): Promise<void> {
    this.stop();
    this.#mending = null;
    await this.#store.sweep(noDigests);
    await this.look();
  }

  /** One task at a time; what was broken off for a model's sake begins again when nothing runs. */
  async #goOn(): Promise<void> {
    while (this.#wanted !== 'nothing' && !this.#yields && this.#controller === null) {
      const { signal } = (this.#controller = new AbortController());
      try {
        await (this.#wanted === 'copy' ? this.#keepAll(signal) : this.#verifyAll(signal));
      } catch (thrown) {
        await this.#end(toFailure(thrown));
      } finally {
        this.#controller = null;
      }
    }
  }

  async #end(failure: Failure): Promise<void> {
    await this.look();
    if (failure.kind === 'aborted') return;
    this.#wanted = 'nothing';
    this.#status = { kind: 'failed', failure };
    // A file that is not the one listed may belong to a newer page.
    if (failure.kind === 'packBroken' || failure.kind === 'packMissing') void updates.check();
  }

  async #keepAll(signal: AbortSignal): Promise<void> {
    if (this.#files.length === 0) await this.#list();
    const pace = new Pace();
    const beganAt = performance.now();
    const supply = { source: this.#source, store: this.#store };
    const end = await follow(keep(this.#files, supply, signal), ({ doneBytes, totalBytes }) => {
      const elapsedMs = performance.now() - beganAt;
      const left = pace.remainingMs(doneBytes, totalBytes, elapsedMs);
      const remainingMs = elapsedMs < paceTellsAfterMs ? null : left;
      this.#status = { kind: 'keeping', doneBytes, remainingMs };
    });
    this.#wanted = 'nothing';
    await this.look();
    if (end !== 'kept') this.#status = { kind: 'full' };
  }

  async #verifyAll(signal: AbortSignal): Promise<void> {
    const { changed, missing } = await follow(
      verify(this.#files, this.#store, signal),
      ({ doneBytes }) => {
        this.#status = { kind: 'checking', doneBytes };
      },
    );
    this.#mending = changed.length + missing.length;
    this.#wanted = 'copy';
    await this.#keepAll(signal);
  }

  async #list(): Promise<void> {
    const never = new AbortController().signal;
    const manifest = await readManifest(httpFolder(this.#models), never);
    this.#files = [...(await this.#edition()), ...packFiles(manifest)];
    this.#totalBytes = bytesOf(this.#files);
  }

  /** The page's own files; while it is being developed there is no such list. */
  async #edition(): Promise<readonly PackFile[]> {
    if (import.meta.env.DEV) return [];
    const response = await fetch(editionPath, { cache: 'no-cache' });
    return ((await response.json()) as Edition).files;
  }

  async #count(): Promise<void> {
    const held = await this.#store.held();
    this.#heldBytes = bytesOf(this.#files.filter(({ sha256 }) => held.has(sha256)));
    const { usage, quota } = await navigator.storage.estimate();
    this.#lent =
      usage === undefined || quota === undefined ? null : { usedBytes: usage, lentBytes: quota };
  }
}

/** Goes through all steps and returns the end; at most one step in 100 ms is told. */
async function follow<T>(
  steps: AsyncGenerator<Progress, T, void>,
  tell: (progress: Progress) => void,
): Promise<T> {
  let toldAt = -Infinity;
  for (;;) {
    const { done, value } = await steps.next();
    if (done === true) return value;
    const now = performance.now();
    if (now - toldAt < 100) continue;
    toldAt = now;
    tell(value);
  }
}
