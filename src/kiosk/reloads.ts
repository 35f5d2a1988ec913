import { list, number } from '../core/schema.ts';
import { readEntry, writeEntry, type Keep } from './keep.ts';

const hourMs = 3_600_000;
const mostAnHour = 3;

/** Keeps a page that fails for good from starting itself anew for ever. */
export class Reloads {
  readonly #keep: Keep;
  readonly #now: () => number;

  /** `now` is the time of day in milliseconds: it must outlive the page. */
  constructor(keep: Keep, now: () => number = () => Date.now()) {
    this.#keep = keep;
    this.#now = now;
  }

  /** Whether the page may start anew now: three times an hour; never where that cannot be counted. */
  allow(): boolean {
    const now = this.#now();
    const kept = readEntry(this.#keep, 'reloads', list(number(), 100)) ?? [];
    // A clock that was set back leaves times in the future: those no longer count.
    const recent = kept.filter((at) => at <= now && now - at < hourMs);
    if (recent.length >= mostAnHour) return false;
    return writeEntry(this.#keep, 'reloads', [...recent, now]);
  }
}
