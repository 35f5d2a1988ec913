/** How fast a story plays by itself, as a share of a calm reader's pace. */
export const paces = [0.75, 1, 1.5] as const;
export type Pace = (typeof paces)[number];

export interface Told {
  /** How many sentences there are now. */
  count: () => number;
  /** How long sentence `index` takes to read, in milliseconds. */
  readingMs: (index: number) => number;
  /** A sentence was reached. */
  onReach: (index: number) => void;
}

/** Goes through sentences one by one, by press or by itself; it waits at the end of what is there. */
export class Narrator {
  readonly #told: Told;
  #at = $state(0);
  #isPlaying = $state(false);
  #pace = $state<Pace>(1);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(told: Told, start: number) {
    this.#told = told;
    this.#at = start;
  }

  get at(): number {
    return Math.max(0, Math.min(this.#at, this.#told.count() - 1));
  }

  get isPlaying(): boolean {
    return this.#isPlaying;
  }

  get pace(): Pace {
    return this.#pace;
  }

  set pace(pace: Pace) {
    this.#pace = pace;
    if (this.#isPlaying) this.#wait();
  }

  get isLast(): boolean {
    return this.at >= this.#told.count() - 1;
  }

  /** Goes to a sentence; the play goes on from there. */
  go(index: number): void {
    this.#at = Math.max(0, Math.min(index, this.#told.count() - 1));
    this.#told.onReach(this.#at);
    if (this.#isPlaying) this.#wait();
  }

  /** Plays from here, or from the start where it stands at the end. */
  play(): void {
    if (this.isLast) this.go(0);
    this.#isPlaying = true;
    this.#wait();
  }

  pause(): void {
    clearTimeout(this.#timer);
    this.#isPlaying = false;
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        if (this.isLast) this.pause();
        else this.go(this.at + 1);
      },
      this.#told.readingMs(this.at) / this.#pace,
    );
  }
}
