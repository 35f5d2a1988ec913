/** Keeps the screen on while the page is seen; the browser lets go of the lock whenever it is hidden. */
export class WakeLock {
  #sentinel: WakeLockSentinel | null = null;
  readonly #controller = new AbortController();

  /** Whether the screen is held awake now; never where the browser has no wake lock. */
  get isHeld(): boolean {
    return this.#sentinel?.released === false;
  }

  hold(): void {
    void this.#ask();
    document.addEventListener('visibilitychange', () => void this.#ask(), {
      signal: this.#controller.signal,
    });
  }

  release(): void {
    this.#controller.abort();
    void this.#sentinel?.release();
  }

  async #ask(): Promise<void> {
    const { wakeLock } = navigator as Partial<Pick<Navigator, 'wakeLock'>>;
    if (wakeLock === undefined || document.visibilityState !== 'visible' || this.isHeld) return;
    try {
      this.#sentinel = await wakeLock.request('screen');
    } catch {
      // A low battery or the system's settings may refuse; the screen then follows those.
    }
  }
}
