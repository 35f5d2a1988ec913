import { fields, flag, maybe, record, whole, type Schema } from '../core/schema.ts';
import { modeNames, type ModeName } from './modes.ts';
import type { Progress, Slot } from './progress.svelte.ts';

/** How far a learner is in one mode. */
export interface Place {
  /** Counted from 0. */
  part: number;
  parts: number;
  done: boolean;
}

type Kept = Partial<Record<ModeName, Place>>;

const placeOf = fields<Place>({ part: whole(0, 999), parts: whole(1, 1000), done: flag });

const placesOf: Schema<Kept> = (value, where) => {
  const kept = record(value, where);
  const entries = modeNames.map((name) => [name, maybe(placeOf)(kept[name], name)] as const);
  return Object.fromEntries(entries.filter(([, place]) => (place as unknown) !== undefined));
};

/** The learner's place in each mode, kept on this machine. */
export class Places {
  readonly #kept: Slot<Kept>;

  constructor(progress: Progress) {
    this.#kept = progress.slot<Kept>('lesson', placesOf, {});
  }

  of(mode: ModeName): Place | null {
    return this.#kept.value[mode] ?? null;
  }

  /** The part to begin with: where the learner was, within the parts there are. */
  startIn(mode: ModeName, parts: number): number {
    return Math.min(this.of(mode)?.part ?? 0, Math.max(0, parts - 1));
  }

  /** The learner is at a part now; at the last one the mode counts as done. */
  reach(mode: ModeName, part: number, parts: number): void {
    const before = this.of(mode);
    if (before?.part === part && before.parts === parts) return;
    this.#put(mode, { part, parts, done: (before?.done ?? false) || part >= parts - 1 });
  }

  /** The learner says that a mode is done. */
  finish(mode: ModeName): void {
    this.#put(mode, { ...(this.of(mode) ?? { part: 0, parts: 1 }), done: true });
  }

  #put(mode: ModeName, place: Place): void {
    this.#kept.value = { ...this.#kept.value, [mode]: place };
  }
}
