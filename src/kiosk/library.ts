import { decodeAside } from '../bridge/recordings.ts';
import type { Recording } from '../core/recording.ts';
import type { Shelf, ShelvedRun } from '../state/shelf.svelte.ts';

/** The recorded runs that ship with the page, each read once and kept: they are played all day. */
export class Library {
  readonly #shelf: Shelf;
  readonly #recordings = new Map<string, Recording>();

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /** One recorded run; null where it cannot be had or read. */
  async recording(shelved: ShelvedRun): Promise<Recording | null> {
    const known = this.#recordings.get(shelved.file);
    if (known !== undefined) return known;
    try {
      const file = await this.#shelf.take(shelved);
      const recording = await decodeAside(new Uint8Array(await file.arrayBuffer()));
      this.#recordings.set(shelved.file, recording);
      return recording;
    } catch {
      return null;
    }
  }
}
