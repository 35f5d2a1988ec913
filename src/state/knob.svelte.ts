/** The values a setting may take. */
export interface Range {
  min: number;
  max: number;
  step: number;
  /** Where it lies over `max`: a link or a saved picture may ask for as much, and the slider then reaches so far. */
  utmost?: number;
}

/** A number that a person sets; whatever is put in, what comes out is in its range and on its step. */
export class Knob {
  readonly range: Range;
  readonly #initial: number;
  #value = $state(0);
  #most = $state(0);
  #isTouched = false;

  constructor(range: Range, initial: number) {
    this.range = range;
    this.#initial = initial;
    this.#most = range.max;
    this.#put(initial);
  }

  get value(): number {
    return this.#value;
  }

  set value(asked: number) {
    this.#isTouched = true;
    this.#put(asked);
  }

  /** Where a slider for it ends. */
  get most(): number {
    return this.#most;
  }

  /** What a model was tuned with: taken unless a person has turned the knob. */
  suggest(value: unknown): void {
    if (typeof value === 'number' && !this.#isTouched) this.#put(value);
  }

  /** Back to where it began. */
  reset(): void {
    this.#isTouched = false;
    this.#most = this.range.max;
    this.#put(this.#initial);
  }

  #put(asked: number): void {
    if (!Number.isFinite(asked)) return;
    const { min, max, step, utmost = max } = this.range;
    const onStep = min + Math.round((asked - min) / step) * step;
    this.#value = Number(Math.min(utmost, Math.max(min, onStep)).toFixed(4));
    this.#most = Math.max(this.#most, this.#value);
  }
}
