import { daysOf, emptyDays, memoryOfPage, most, newest, timeOfDay, type Days } from './days.ts';
import { readEntry, writeEntry, type Keep } from './keep.ts';

const memoryEveryMs = 600_000;

/** The kiosk's book of health, kept on this machine and shown to the staff; it survives fresh starts. */
export class HealthBook {
  readonly #keep: Keep;
  #days: Days = $state.raw(emptyDays());
  #memoryAt = -Infinity;

  constructor(keep: Keep) {
    this.#keep = keep;
    this.read();
  }

  get days(): Days {
    return this.#days;
  }

  /** Reads what another page of this kiosk has noted. */
  read(): void {
    this.#days = readEntry(this.#keep, 'health', daysOf) ?? this.#days;
  }

  began(): void {
    this.#note({ runs: this.#days.runs + 1 });
  }

  finished(elapsedMs: number): void {
    const { finished, runMs } = this.#days;
    this.#note({ finished: finished + 1, runMs: newest(runMs, Math.round(elapsedMs), most.runMs) });
  }

  /** `what` is the model or the page, `kind` the kind of failure. */
  failed(what: string, kind: string): void {
    const name = `${what} ${kind}`;
    const { failures } = this.#days;
    this.#note({ failures: { ...failures, [name]: (failures[name] ?? 0) + 1 } });
  }

  restarted(what: string): void {
    const restart = { at: timeOfDay(), what };
    this.#note({ restarts: newest(this.#days.restarts, restart, most.restarts) });
  }

  startedAfresh(): void {
    this.#note({ freshStarts: this.#days.freshStarts + 1 });
  }

  /** Measures the memory of the page and its workers, where the browser can tell; seldom, for it is slow. */
  async weigh(): Promise<void> {
    const now = performance.now();
    if (now - this.#memoryAt < memoryEveryMs) return;
    this.#memoryAt = now;
    const bytes = await memoryOfPage();
    if (bytes === null) return;
    const note = { at: timeOfDay(), bytes };
    this.#note({ memory: newest(this.#days.memory, note, most.memory) });
  }

  #note(changed: Partial<Days>): void {
    this.#days = { ...this.#days, ...changed };
    writeEntry(this.#keep, 'health', this.#days);
  }
}
