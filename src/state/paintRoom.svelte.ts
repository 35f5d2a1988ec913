import type { CodeEvent, PaintRequest, Pixels, Ranked, RowEvent, RunEvent } from '../core/run.ts';
import { Film } from './film.svelte.ts';
import { PaintInsight } from './predictionPaint.svelte.ts';
import { Room } from './room.svelte.ts';

/** Image tokens along one side of a picture, and in the whole of it. */
export const gridSide = 16;
export const gridCells = gridSide * gridSide;

/** One of several paintings. */
export interface Sheet {
  codes: readonly CodeEvent[];
  rows: readonly RowEvent[];
}

const emptySheet: Sheet = { codes: [], rows: [] };

/** Paint: the image tokens drawn so far, and the picture after each row of them. */
export class PaintRoom extends Room<PaintRequest> {
  readonly family = 'dalle';
  readonly insight = new PaintInsight();
  /** Frame k shows k + 1 tokens; one more frame shows the finished picture. */
  readonly film = new Film(24);
  #sheets = $state.raw<readonly Sheet[]>([]);
  #shown = $state(0);
  #picture = $state.raw<Pixels | null>(null);
  #ranking = $state.raw<readonly Ranked[]>([]);

  /** Every painting of the run. */
  get sheets(): readonly Sheet[] {
    return this.#sheets;
  }

  /** Which of them is shown large: the likeliest, once all are there, or the one that was picked. */
  get shown(): number {
    return this.#shown;
  }

  /** Several paintings, the likeliest first; empty where there is one, or until the end. */
  get ranking(): readonly Ranked[] {
    return this.#ranking;
  }

  get codes(): readonly CodeEvent[] {
    return (this.#sheets[this.#shown] ?? emptySheet).codes;
  }

  get rows(): readonly RowEvent[] {
    return (this.#sheets[this.#shown] ?? emptySheet).rows;
  }

  get picture(): Pixels | null {
    return this.#picture;
  }

  /** Shows another of several paintings large. */
  show(copy: number): void {
    const last = this.#sheets[copy]?.rows.at(-1);
    if (last === undefined) return;
    this.#shown = copy;
    if (this.#picture !== null) this.#picture = last.picture;
  }

  protected override clear(): void {
    this.#sheets = [];
    this.#shown = 0;
    this.#picture = null;
    this.#ranking = [];
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
        this.#change(event.copy, (sheet) => ({ ...sheet, codes: [...sheet.codes, event] }));
        this.film.grow(this.codes.length);
        this.advanced(this.codes.length, gridCells);
        return;
      case 'row':
        this.#change(event.copy, (sheet) => ({ ...sheet, rows: [...sheet.rows, event] }));
        return;
      case 'explain':
        this.insight.add(event);
        return;
      case 'done':
        if (event.result.kind === 'picture') {
          this.#picture = event.result.picture;
          this.#ranking = event.result.ranking ?? [];
          this.#shown = this.#ranking[0]?.copy ?? 0;
        }
        this.film.grow(this.codes.length + 1);
        this.finished();
        return;
      case 'token':
      case 'step':
        throw new Error(`Paint was sent a ${event.type}`);
    }
  }

  #change(copy: number | undefined, change: (sheet: Sheet) => Sheet): void {
    const at = copy ?? 0;
    const length = Math.max(at + 1, this.#sheets.length);
    this.#sheets = Array.from({ length }, (_, k) => {
      const sheet = this.#sheets[k] ?? emptySheet;
      return k === at ? change(sheet) : sheet;
    });
  }
}
