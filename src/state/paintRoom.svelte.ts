import type { CodeEvent, PaintRequest, Pixels, RowEvent, RunEvent } from '../core/run.ts';
import { Film } from './film.svelte.ts';
import { PaintInsight } from './predictionPaint.svelte.ts';
import { Room } from './room.svelte.ts';

/** Image tokens along one side of a picture, and in the whole of it. */
export const gridSide = 16;
export const gridCells = gridSide * gridSide;

/** Paint: the image tokens drawn so far, and the picture after each row of them. */
export class PaintRoom extends Room<PaintRequest> {
  readonly family = 'dalle';
  readonly insight = new PaintInsight();
  /** Frame k shows k + 1 tokens; one more frame shows the finished picture. */
  readonly film = new Film(24);
  #codes = $state.raw<readonly CodeEvent[]>([]);
  #rows = $state.raw<readonly RowEvent[]>([]);
  #picture = $state.raw<Pixels | null>(null);

  get codes(): readonly CodeEvent[] {
    return this.#codes;
  }

  get rows(): readonly RowEvent[] {
    return this.#rows;
  }

  get picture(): Pixels | null {
    return this.#picture;
  }

  protected override clear(): void {
    this.#codes = [];
    this.#rows = [];
    this.#picture = null;
    this.film.clear();
    this.insight.clear();
  }

  protected override fold(event: RunEvent): void {
    switch (event.type) {
      case 'loading':
        this.load(event);
        return;
      case 'started':
        this.started(event, gridCells);
        return;
      case 'stage':
        this.staged(event);
        return;
      case 'code':
        this.#codes = [...this.#codes, event];
        this.film.grow(this.#codes.length);
        this.advanced(this.#codes.length, gridCells);
        return;
      case 'row':
        this.#rows = [...this.#rows, event];
        return;
      case 'explain':
        this.insight.add(event);
        return;
      case 'done':
        if (event.result.kind === 'picture') this.#picture = event.result.picture;
        this.film.grow(this.#codes.length + 1);
        this.finished();
        return;
      case 'token':
      case 'step':
        throw new Error(`Paint was sent a ${event.type}`);
    }
  }
}
