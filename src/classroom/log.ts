import { failureKinds, type FailureKind } from '../core/failure.ts';
import { fields, list, maybe, number, oneOf, text } from '../core/schema.ts';
import { dateText } from './results.ts';

const ownOutcomes = ['begun', 'stopped', 'done', 'refused'] as const;

/** How it ended: "begun" until then, "refused" where no model read a word of it. */
export type LoggedOutcome = (typeof ownOutcomes)[number] | FailureKind;

/** What models were asked for once, as a school's rules ask to have it logged. */
export interface LogEntry {
  /** ISO 8601, as the machine's clock had it. */
  at: string;
  /** Of which class it is. Earlier entries lack it: no class is shown them, and they expire. */
  className?: string;
  /** What was typed, or what the models read of it; further texts of the request stand behind bars. */
  prompt: string;
  /** Of several models the gravest: a failure before "done" before "stopped". */
  outcome: LoggedOutcome;
  /** When it is to be erased, ISO 8601. */
  until: string;
}

/** The latest time that was seen, and what the clock said last: milliseconds. */
interface Clock {
  latest: number;
  last: number;
}

type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The most entries that are kept: the oldest go first. */
export const mostEntries = 2000;
const longestPrompt = 2000;
const key = 'windowsill.classLog';
const clockKey = 'windowsill.classLogClock';
const dayMs = 86_400_000;
const latestMs = 8e15;

const entriesOf = list(
  fields<LogEntry>({
    at: dateText,
    className: maybe(text(80)),
    prompt: text(longestPrompt),
    outcome: oneOf([...ownOutcomes, ...failureKinds]),
    until: dateText,
  }),
  mostEntries,
);

const clockOf = fields<Clock>({ latest: number(0, latestMs), last: number(0, latestMs) });

export function isFailureKind(outcome: LoggedOutcome): outcome is FailureKind {
  return failureKinds.some((kind) => kind === outcome);
}

/** The log of prompts of one class on this machine: only where the class asks for one, and only for as long. */
export class PromptLog {
  readonly #keep: Keep | null;
  readonly #days: number;
  readonly #now: () => number;
  readonly #className: string | undefined;

  /** `days` is how long a new entry is kept; `now` the time of day in milliseconds. */
  constructor(
    keep: Keep | null,
    days: number,
    now: () => number = () => Date.now(),
    className?: string,
  ) {
    this.#keep = keep;
    this.#days = days;
    this.#now = now;
    this.#className = className;
  }

  /** What has not expired of the class, oldest first; what has is erased, of whatever class. */
  read(): LogEntry[] {
    return this.#sweep().filter((entry) => this.#isOwn(entry));
  }

  #isOwn({ className }: LogEntry): boolean {
    return className === this.#className;
  }

  /** What has not expired, of all classes. */
  #sweep(): LogEntry[] {
    const kept = this.#kept();
    if (kept.length === 0) return [];
    const time = this.#time(kept);
    const fresh = kept.filter(({ until }) => time < Date.parse(until));
    if (fresh.length < kept.length) this.#write(fresh);
    return fresh;
  }

  /** Writes down what is asked for; nothing is known yet of how it ends. */
  begin(prompt: string): LogEntry {
    const kept = this.#sweep();
    const until = new Date(this.#time(kept) + this.#days * dayMs).toISOString();
    const at = new Date(this.#now()).toISOString();
    const of = this.#className === undefined ? {} : { className: this.#className };
    const said = prompt.slice(0, longestPrompt);
    const entry: LogEntry = { at, ...of, prompt: said, outcome: 'begun', until };
    this.#write([...kept, entry].slice(-mostEntries));
    return entry;
  }

  /** Adds how it ended; an entry that was erased meanwhile stays so. */
  end(entry: LogEntry, outcome: LoggedOutcome): void {
    const kept = this.#sweep();
    const place = kept.findLastIndex((one) => isSame(one, entry));
    const known = kept[place];
    if (known === undefined || gravity(outcome) < gravity(known.outcome)) return;
    this.#write(kept.map((one, at) => (at === place ? { ...one, outcome } : one)));
  }

  /** Whether the entry is still there. */
  holds(entry: LogEntry): boolean {
    return this.read().some((one) => isSame(one, entry));
  }

  /** Erases what is of the class. */
  erase(): void {
    this.#write(this.#sweep().filter((entry) => !this.#isOwn(entry)));
  }

  /**
   * The time by which entries expire, in milliseconds. It never goes back: many a machine begins in
   * another year until its clock is put right, and that erases nothing and keeps nothing for longer than
   * its days, for meanwhile the time goes on from the latest that was seen by as much as passes.
   */
  #time(kept: readonly LogEntry[]): number {
    const now = this.#now();
    const seen = kept.map(({ at }) => Date.parse(at));
    const newest = Math.min(latestMs, Math.max(now, ...seen));
    const { latest, last } = this.#clock() ?? { latest: newest, last: now };
    const time = now >= latest ? now : latest + Math.max(0, now - last);
    this.#set(clockKey, { latest: time, last: now });
    return time;
  }

  #clock(): Clock | null {
    try {
      return clockOf(JSON.parse(this.#keep?.getItem(clockKey) ?? 'null'), 'clock');
    } catch {
      return null;
    }
  }

  #kept(): LogEntry[] {
    try {
      return entriesOf(JSON.parse(this.#keep?.getItem(key) ?? '[]'), 'log');
    } catch {
      return [];
    }
  }

  #write(log: readonly LogEntry[]): void {
    if (log.length > 0) {
      this.#set(key, log);
      return;
    }
    try {
      this.#keep?.removeItem(key);
      this.#keep?.removeItem(clockKey);
    } catch {
      // A storage that refuses holds nothing either.
    }
  }

  #set(name: string, value: unknown): void {
    try {
      this.#keep?.setItem(name, JSON.stringify(value));
    } catch {
      // Storage is full or refused: what could not be kept is not logged.
    }
  }
}

function isSame(one: LogEntry, other: LogEntry): boolean {
  return one.at === other.at && one.className === other.className && one.prompt === other.prompt;
}

function gravity(outcome: LoggedOutcome): number {
  return isFailureKind(outcome) ? ownOutcomes.length : ownOutcomes.indexOf(outcome);
}
