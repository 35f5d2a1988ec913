import type {
  CanvasExplained,
  ExplainEvent,
  StepExplained,
  WordsExplained,
} from '../core/explain.ts';

/** What Stable Diffusion told of its own working in the present run; empty where the run does not explain itself. */
export class DreamInsight {
  #words = $state.raw<WordsExplained | null>(null);
  #canvas = $state.raw<CanvasExplained | null>(null);
  #steps = $state.raw<readonly StepExplained[]>([]);

  get words(): WordsExplained | null {
    return this.#words;
  }

  get canvas(): CanvasExplained | null {
    return this.#canvas;
  }

  /** Steps 1 and on, in order. */
  get steps(): readonly StepExplained[] {
    return this.#steps;
  }

  clear(): void {
    this.#words = null;
    this.#canvas = null;
    this.#steps = [];
  }

  add(event: ExplainEvent): void {
    if (event.kind === 'words') this.#words = event;
    else if (event.kind === 'canvas') this.#canvas = event;
    else if (event.kind === 'step') this.#steps = [...this.#steps, event];
    else throw new Error(`Dream was told a ${event.kind}`);
  }
}
