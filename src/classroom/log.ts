import { fields, list, text } from '../core/schema.ts';

/** One run, as a school's rules ask to have it logged. */
export interface LogEntry {
  /** ISO 8601. */
  at: string;
  prompt: string;
  /** "done", "stopped", or the kind of failure. */
  outcome: string;
  /** When it is to be erased, ISO 8601. */
  until: string;
}

type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const most = 2000;
const longestPrompt = 300;
const key = 'windowsill.classLog';
const dayMs = 86_400_000;

const entries = list(
  fields<LogEntry>({
    at: text(40),
    prompt: text(longestPrompt),
    outcome: text(40),
    until: text(40),
  }),
  most,
);

/** The log of prompts on this machine: only where the class asks for one, and only for as long. */
export class PromptLog {
  readonly #keep: Keep | null;
  readonly #days: number;
  readonly #now: () => number;

  /** `days` is how long a new entry is kept; `now` the time of day in milliseconds. */
  constructor(keep: Keep | null, days: number, now: () => number = () => Date.now()) {
    this.#keep = keep;
    this.#days = days;
    this.#now = now;
  }

  /** What has not expired, oldest first; what has is erased. */
  read(): LogEntry[] {
    const kept = this.#kept();
    const now = this.#now();
    // A clock that was set back must not keep an entry for longer: what comes from the future goes, too.
    const fresh = kept.filter(
      ({ at, until }) => now < Date.parse(until) && Date.parse(at) - now < dayMs,
    );
    if (fresh.length < kept.length) this.#write(fresh);
    return fresh;
  }

  add(prompt: string, outcome: string): void {
    const now = this.#now();
    const entry = {
      at: new Date(now).toISOString(),
      prompt: prompt.slice(0, longestPrompt),
      outcome: outcome.slice(0, 40),
      until: new Date(now + this.#days * dayMs).toISOString(),
    };
    this.#write([...this.read(), entry].slice(-most));
  }

  erase(): void {
    try {
      this.#keep?.removeItem(key);
    } catch {
      // A storage that refuses holds nothing either.
    }
  }

  #kept(): LogEntry[] {
    try {
      return entries(JSON.parse(this.#keep?.getItem(key) ?? '[]'), 'log');
    } catch {
      return [];
    }
  }

  #write(log: readonly LogEntry[]): void {
    try {
      if (log.length === 0) this.#keep?.removeItem(key);
      else this.#keep?.setItem(key, JSON.stringify(log));
    } catch {
      // Storage is full or refused: what could not be kept is not logged.
    }
  }
}
