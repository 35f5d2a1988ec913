import type { DreamRequest } from '../core/run.ts';

/**
 * What the UNet answered in the newest run, so that a run which goes on from its step N with another
 * prompt does not ask again for the steps before.
 */
export class Answers {
  #key = '';
  #kept: Float32Array[] = [];

  /** Begins a run; returns the answers that it shares with the run before, of its first steps. */
  begin(request: DreamRequest): readonly Float32Array[] {
    const { turn, start, explain, ...same } = request;
    const key = start === undefined ? JSON.stringify(same) : '';
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
