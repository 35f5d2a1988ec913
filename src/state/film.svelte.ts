/** The frames of a run under one slider: it follows the newest frame until someone takes hold of it. */
export class Film {
  #length = $state(0);
  #held = $state<number | null>(null);
  #playing = $state(false);
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #frameMs: number;

  /** `frameMs` is how long a frame stays while the film plays. */
  constructor(frameMs: number) {
    this.#frameMs = frameMs;
  }

  get length(): number {
    return this.#length;
  }

  /** Index of the frame shown, in [0, length); 0 while there is none. */
  get position(): number {
    return Math.max(0, Math.min(this.#held ?? Infinity, this.#length - 1));
  }

  get playing(): boolean {
    return this.#playing;
  }

  clear(): void {
    this.pause();
    this.#held = null;
    this.#length = 0;
  }

  /** Counts the frames that there are now. */
  grow(length: number): void {
    this.#length = length;
  }

  /** Shows one frame and stays there; the last one means to follow again. */
  seek(position: number): void {
    this.#held = position >= this.#length - 1 ? null : Math.max(0, Math.round(position));
  }

  /** Plays from here, or from the start where it stands at the end. */
  play(): void {
    if (this.#playing || this.#length < 2) return;
    if (this.position >= this.#length - 1) this.#held = 0;
    this.#playing = true;
    this.#timer = setInterval(() => {
      this.seek(this.position + 1);
      if (this.#held === null) this.pause();
    }, this.#frameMs);
  }

  pause(): void {
    clearInterval(this.#timer);
    this.#playing = false;
  }
}
