/** How near the kiosk is to starting afresh. */
export type Idle = { kind: 'away' } | { kind: 'here' } | { kind: 'warning'; secondsLeft: number };

/** Times of the clock, in milliseconds; WCAG 2.2.1 asks for at least 20 s of warning. */
export interface IdleTimes {
  /** Without a touch until the warning. */
  quietMs: number;
  /** From the warning to the fresh start. */
  warningMs: number;
}

const beatMs = 250;

/**
 * Knows whether somebody is at the kiosk. It runs on a clock that never jumps (performance.now), so
 * that a changed time of day neither wipes a visitor away nor leaves one standing.
 */
export class IdleClock {
  #idle = $state.raw<Idle>({ kind: 'away' });
  #times: IdleTimes;
  #quietSince = 0;
  #lastBeat = 0;
  #isHeld = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #onLeft: () => void;
  readonly #now: () => number;

  /** `onLeft` is called once when nobody answered the warning. */
  constructor(times: IdleTimes, onLeft: () => void, now: () => number = () => performance.now()) {
    this.#times = times;
    this.#onLeft = onLeft;
    this.#now = now;
  }

  get idle(): Idle {
    return this.#idle;
  }

  set times(times: IdleTimes) {
    this.#times = times;
  }

  /** Somebody touched the kiosk: the clock starts, or starts again. */
  touch(): void {
    this.#quietSince = this.#now();
    this.#lastBeat = this.#quietSince;
    this.#idle = { kind: 'here' };
    this.#timer ??= setInterval(() => {
      this.#beat();
    }, beatMs);
  }

  /** While a picture is in the making nobody is called away: watching is being there. */
  hold(isHeld: boolean): void {
    if (this.#isHeld && !isHeld) this.#quietSince = this.#now();
    this.#isHeld = isHeld;
  }

  /** Back to nobody. */
  rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#isHeld = false;
    this.#idle = { kind: 'away' };
  }

  #beat(): void {
    const now = this.#now();
    // A page that slept (a closed lid, a hidden tab) gives the visitor the time that it lost.
    const lost = Math.max(0, now - this.#lastBeat - 4 * beatMs);
    this.#quietSince += lost;
    this.#lastBeat = now;
    if (this.#isHeld) return;
    const { quietMs, warningMs } = this.#times;
    const leftMs = quietMs + warningMs - (now - this.#quietSince);
    if (leftMs <= 0) {
      this.rest();
      this.#onLeft();
    } else if (leftMs <= warningMs) {
      this.#warn(Math.ceil(leftMs / 1000));
    }
  }

  #warn(secondsLeft: number): void {
    if (this.#idle.kind === 'warning' && this.#idle.secondsLeft === secondsLeft) return;
    this.#idle = { kind: 'warning', secondsLeft };
  }
}
