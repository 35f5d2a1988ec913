import { fields, record, text, whole, type Schema } from '../core/schema.ts';

/** Where progress is kept: a browser's storage, or what stands in for it. */
export type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const key = 'windowsill.progress';
const longestFile = 200_000;

interface Kept {
  version: number;
  slots: Readonly<Record<string, unknown>>;
}

const keptOf = fields<Kept>({ version: whole(1, 1), slots: record });

/** One room's part of what is kept; reading it is reactive, setting it keeps it. */
export interface Slot<T> {
  value: T;
}

/**
 * Everything that is remembered of a learner, on this machine only: one entry of the browser's
 * storage with a slot for each room, erased with one press. What storage holds is read by the
 * room's own schema, and what is amiss with it counts as nothing; without storage it is remembered
 * until the page is left.
 */
export class Progress {
  readonly #keep: Keep | null;
  #slots = $state.raw<Readonly<Record<string, unknown>>>({});

  constructor(keep: Keep | null) {
    this.#keep = keep;
    this.#slots = this.#read();
  }

  /** Whether anything is remembered. */
  get isEmpty(): boolean {
    return Object.keys(this.#slots).length === 0;
  }

  /** A room's slot; `initial` where nothing that `schema` can read is kept. */
  slot<T>(name: string, schema: Schema<T>, initial: T): Slot<T> {
    const read = (): T => {
      const kept = this.#slots[name];
      if (kept === undefined) return initial;
      try {
        return schema(kept, name);
      } catch {
        return initial;
      }
    };
    const write = (value: T): void => {
      this.#slots = { ...this.#slots, [name]: value };
      this.#write();
    };
    return {
      get value() {
        return read();
      },
      set value(value) {
        write(value);
      },
    };
  }

  /** Forgets everything, here and in storage. */
  erase(): void {
    this.#slots = {};
    try {
      this.#keep?.removeItem(key);
    } catch {
      // A storage that refuses holds nothing either.
    }
  }

  #read(): Readonly<Record<string, unknown>> {
    try {
      const kept = this.#keep?.getItem(key) ?? null;
      if (kept === null) return {};
      return keptOf(JSON.parse(text(longestFile)(kept, 'progress')), 'progress').slots;
    } catch {
      return {};
    }
  }

  #write(): void {
    try {
      this.#keep?.setItem(key, JSON.stringify({ version: 1, slots: this.#slots }));
    } catch {
      // Storage that is full or refused: remembered until the page is left.
    }
  }
}

function browserKeep(): Keep | null {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}

/** The learner's progress on this machine. */
export const progress = new Progress(browserKeep());
