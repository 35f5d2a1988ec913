import type { DreamRequest } from '../core/run.ts';
import { sha256 } from '../packs/digest.ts';

/**
 * What the UNet answered in the newest run, so that a run which goes on from its step N with another
 * prompt does not ask again for the steps before.
 */
export class Answers {
  #key = '';
  #kept: Float32Array[] = [];

  /**
   * Begins a run; returns the answers that it shares with the run before, of its first steps. What was asked for
   * outlives the run as a digest only: in a kiosk the visitor's words are to be nowhere once they have gone.
   */
  async begin(request: DreamRequest): Promise<readonly Float32Array[]> {
    const { turn, start, explain, ...same } = request;
    const key = start === undefined ? await digestOf(same) : '';
    const isSame = key !== '' && key === this.#key && explain !== true;
    const shared = isSame && turn !== undefined ? this.#kept.slice(0, turn.step) : [];
    this.#key = key;
    this.#kept = [...shared];
    return shared;
  }

  /** Keeps an answer that came before any turn; none of a run that begins with a picture. */
  keep(answer: Float32Array): void {
    if (this.#key !== '') this.#kept.push(answer);
  }
}

function digestOf(request: object): Promise<string> {
  return sha256(new TextEncoder().encode(JSON.stringify(request)));
}
