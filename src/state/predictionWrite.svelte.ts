import type { ExplainEvent, TokenGlimpse, WordsExplained } from '../core/explain.ts';

/** What GPT-2 told of its own working in the present run; empty where the run does not explain itself. */
export class WriteInsight {
  #words = $state.raw<WordsExplained | null>(null);
  #glimpses = $state.raw<readonly TokenGlimpse[]>([]);

  get words(): WordsExplained | null {
    return this.#words;
  }

  /** In the order of the tokens; the last one may be of the choice that ended the text. */
  get glimpses(): readonly TokenGlimpse[] {
    return this.#glimpses;
  }

  clear(): void {
    this.#words = null;
    this.#glimpses = [];
  }

  add(event: ExplainEvent): void {
    if (event.kind === 'words') this.#words = event;
    else if (event.kind === 'tokens') this.#glimpses = [...this.#glimpses, ...event.glimpses];
    else throw new Error(`Write was told a ${event.kind}`);
  }
}
