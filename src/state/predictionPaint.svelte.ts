import type {
  CellGlimpse,
  CodebookExplained,
  ExplainEvent,
  WordsExplained,
} from '../core/explain.ts';

/** What DALL-E told of its own working in the present run; empty where the run does not explain itself. */
export class PaintInsight {
  #words = $state.raw<WordsExplained | null>(null);
  #codebook = $state.raw<CodebookExplained | null>(null);
  #glimpses = $state.raw<readonly CellGlimpse[]>([]);

  get words(): WordsExplained | null {
    return this.#words;
  }

  get codebook(): CodebookExplained | null {
    return this.#codebook;
  }

  /** In raster order, whole rows. */
  get glimpses(): readonly CellGlimpse[] {
    return this.#glimpses;
  }

  clear(): void {
    this.#words = null;
    this.#codebook = null;
    this.#glimpses = [];
  }

  add(event: ExplainEvent): void {
    if (event.kind === 'words') this.#words = event;
    else if (event.kind === 'codebook') this.#codebook = event;
    else if (event.kind === 'cells') this.#glimpses = [...this.#glimpses, ...event.glimpses];
    else throw new Error(`Paint was told a ${event.kind}`);
  }
}
