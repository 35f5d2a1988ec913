/** How fast units come, and so how long the rest will take. */
export class Pace {
  #first: { done: number; elapsedMs: number } | null = null;

  /** Milliseconds until `total`, or null before two units have come. */
  remainingMs(done: number, total: number, elapsedMs: number): number | null {
    this.#first ??= { done, elapsedMs };
    const units = done - this.#first.done;
    if (units <= 0) return null;
    return ((elapsedMs - this.#first.elapsedMs) / units) * (total - done);
  }
}
