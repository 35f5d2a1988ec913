import { Failure, toFailure } from '../core/failure.ts';
import type { SavedFile } from '../state/savedFile.ts';
import type { OnProgress } from './film.ts';

/** How the last thing that was asked for fares. */
export type Making =
  | { kind: 'idle' }
  | { kind: 'making'; share: number }
  | { kind: 'saved'; name: string; bytes: number }
  | { kind: 'stopped' }
  | { kind: 'failed'; failure: Failure };

/** Makes one file at a time for a person to keep; a newer wish stops the older one. */
export class Maker {
  #making = $state.raw<Making>({ kind: 'idle' });
  #controller = new AbortController();
  readonly #keep: (file: SavedFile) => void;

  /** `keep` hands a file to the person: the browser's download. */
  constructor(keep: (file: SavedFile) => void) {
    this.#keep = keep;
  }

  get making(): Making {
    return this.#making;
  }

  /** Never rejects: what goes wrong is told in `making`. */
  async make(
    make: (signal: AbortSignal, onProgress: OnProgress) => Promise<SavedFile>,
  ): Promise<void> {
    this.stop();
    const controller = new AbortController();
    this.#controller = controller;
    const tell = (making: Making): void => {
      if (this.#controller === controller) this.#making = making;
    };
    tell({ kind: 'making', share: 0 });
    try {
      const file = await make(controller.signal, (share) => {
        tell({ kind: 'making', share });
      });
      if (controller.signal.aborted) throw new Failure('aborted');
      this.#keep(file);
      tell({ kind: 'saved', name: file.name, bytes: file.blob.size });
    } catch (thrown) {
      const failure = toFailure(thrown);
      tell(failure.kind === 'aborted' ? { kind: 'stopped' } : { kind: 'failed', failure });
    }
  }

  stop(): void {
    this.#controller.abort();
  }
}
