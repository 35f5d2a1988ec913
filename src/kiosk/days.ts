import { fields, list, number, record, text, whole, type Schema } from '../core/schema.ts';

/** A thing that was started anew, and when (ISO 8601). */
export interface Restart {
  at: string;
  /** "gpt2", "dalle", "diffusion", "page". */
  what: string;
}

/** What is noted of the kiosk's days: numbers only, nothing of what anybody asked for. */
export interface Days {
  /** ISO 8601. */
  since: string;
  runs: number;
  finished: number;
  freshStarts: number;
  /** "gpt2 outOfMemory" -> how often. */
  failures: Readonly<Record<string, number>>;
  restarts: readonly Restart[];
  /** Milliseconds of the newest finished runs. */
  runMs: readonly number[];
  /** Bytes of the whole page with its workers, newest last, one every ten minutes at most. */
  memory: readonly { at: string; bytes: number }[];
}

/** How many of each are kept. */
export const most = { restarts: 50, runMs: 100, memory: 288 };

const counts: Schema<Record<string, number>> = (value, where) =>
  Object.fromEntries(
    Object.entries(record(value, where))
      .slice(0, 60)
      .map(([name, count]) => [text(60)(name, where), whole(0, 1e9)(count, where)]),
  );

/** Days as they are kept on this machine. */
export const daysOf = fields<Days>({
  since: text(40),
  runs: whole(0, 1e9),
  finished: whole(0, 1e9),
  freshStarts: whole(0, 1e9),
  failures: counts,
  restarts: list(fields<Restart>({ at: text(40), what: text(20) }), most.restarts),
  runMs: list(number(0, 1e9), most.runMs),
  memory: list(fields({ at: text(40), bytes: number(0, 1e13) }), most.memory),
});

/** The book of a kiosk that has just been set up. */
export function emptyDays(): Days {
  return {
    since: timeOfDay(),
    runs: 0,
    finished: 0,
    freshStarts: 0,
    failures: {},
    restarts: [],
    runMs: [],
    memory: [],
  };
}

/** The list with one more, and the oldest left out where there are too many. */
export function newest<T>(all: readonly T[], one: T, most: number): T[] {
  return [...all, one].slice(-most);
}

interface Measuring {
  measureUserAgentSpecificMemory?: () => Promise<{ bytes: number }>;
}

/** The time of day, ISO 8601. */
export function timeOfDay(): string {
  return new Date().toISOString();
}

/** Bytes of the page with its workers; null where the browser does not tell (it must be isolated). */
export async function memoryOfPage(): Promise<number | null> {
  try {
    const measured = await (performance as Measuring).measureUserAgentSpecificMemory?.();
    return measured?.bytes ?? null;
  } catch {
    return null;
  }
}
