import type { Random } from '../../core/random.ts';
import { shuffled } from '../../core/shuffled.ts';
import type { Run } from '../../state/run.svelte.ts';
import { plain, type Level, type Option, type Question } from '../question.ts';

/** Makes a question from a run; null where the run has not what it needs. */
export interface Maker {
  id: string;
  level: Level;
  make: (run: Run, random: Random) => Made | null;
}

/** What a maker adds to its id and level. */
export type Made = Omit<Question, 'id' | 'level' | 'own'>;

/** One of some things; null of none. */
export function oneOf<T>(all: readonly T[], random: Random): T | null {
  return all[Math.floor(random.uniform() * all.length)] ?? null;
}

/** Wrong numbers beside a right one: three of the given that differ from it and from each other. */
export function numberOptions(
  right: number,
  others: readonly number[],
  random: Random,
): [Option, ...Option[]] | null {
  const wrong = [...new Set(others)].filter((other) => other !== right && other > 0);
  if (wrong.length < 3) return null;
  const chosen = shuffled(wrong, random).slice(0, 3);
  return [plain(String(right)), ...chosen.map((other) => plain(String(other)))];
}

/** Wrong words beside a right one: up to three that differ from it and from each other; null of fewer than two. */
export function wordOptions(
  right: string,
  others: readonly string[],
): [Option, ...Option[]] | null {
  const wrong = [...new Set(others)].filter((other) => other !== right && other !== '');
  if (wrong.length < 2) return null;
  return [plain(right), ...wrong.slice(0, 3).map(plain)];
}

/** A letter for the option at a place: A, B, C. */
export function letterOf(place: number): string {
  return String.fromCharCode(65 + place);
}
