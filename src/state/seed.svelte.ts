/** The largest seed of a run: 2^32 - 1. */
export const largestSeed = 0xffff_ffff;

function freshSeed(): number {
  // Six digits: enough for a million runs, short enough to read aloud.
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 1_000_000;
}

/** The seed of the next run: shown before it is used, kept or drawn anew for the run after. */
export class Seed {
  #value = $state(0);
  #kept = $state(false);
  #used = false;

  constructor(initial: number) {
    this.#value = initial;
  }

  get value(): number {
    return this.#value;
  }

  /** A person's own seed: whole, in [0, 2^32 - 1]; it stays until another is asked for. */
  set value(asked: number) {
    if (!Number.isFinite(asked)) return;
    this.#value = Math.min(largestSeed, Math.max(0, Math.trunc(asked)));
    this.#kept = true;
  }

  /** Whether the next run uses the same seed again. */
  get kept(): boolean {
    return this.#kept;
  }

  set kept(kept: boolean) {
    this.#kept = kept;
  }

  /** Draws another seed for the next run. */
  roll(): void {
    this.#value = freshSeed();
    this.#used = false;
  }

  /** The seed for a run that starts now. */
  take(): number {
    if (this.#used && !this.#kept) this.roll();
    this.#used = true;
    return this.#value;
  }
}
