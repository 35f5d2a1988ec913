import {
  amiss,
  fields,
  flag,
  list,
  maybe,
  oneOf,
  text,
  whole,
  type Schema,
} from '../core/schema.ts';
import { fileOfSort } from './plan.ts';

export const levels = ['easy', 'medium', 'hard'] as const;
export type Level = (typeof levels)[number];

/** One answered question; a question that was answered again counts by its last answer. */
export interface Answer {
  id: string;
  level: Level;
  right: boolean;
}

/** What a pupil did in a class, kept on their machine until they hand it in. */
export interface Results {
  className: string;
  /** As the pupil wrote it; may be empty. */
  pupil: string;
  /** Drawn when the pupil began: a name may be added or mended later. Earlier files lack it. */
  id?: string;
  /** When the pupil began, ISO 8601: it tells namesakes apart. Earlier files lack it. */
  begunAt?: string;
  /** ISO 8601. */
  madeAt: string;
  runs: number;
  answers: readonly Answer[];
}

export const longestPupil = 60;
const mostAnswers = 500;
const sort = 'windowsill results 1';

/** A date as a text. */
export const dateText: Schema<string> = (value, where) =>
  typeof value === 'string' && value.length < 40 && Number.isFinite(Date.parse(value))
    ? value
    : amiss(where, value);

/** Results as they are kept and handed in. */
export const resultsSchema = fields<Results>({
  className: text(80),
  pupil: text(longestPupil),
  id: maybe(text(40)),
  begunAt: maybe(dateText),
  madeAt: dateText,
  runs: whole(0, 1e6),
  answers: list(fields<Answer>({ id: text(80), level: oneOf(levels), right: flag }), mostAnswers),
});

/** The time of day, ISO 8601. */
export function timeOfDay(): string {
  return new Date().toISOString();
}

/** The results of a pupil who has done nothing yet. */
export function emptyResults(className: string): Results {
  const now = timeOfDay();
  const id = Array.from(crypto.getRandomValues(new Uint32Array(2))).join('-');
  return { className, pupil: '', id, begunAt: now, madeAt: now, runs: 0, answers: [] };
}

/** The answers with one more; the same question before is replaced. */
export function withAnswer(answers: readonly Answer[], answer: Answer): Answer[] {
  return [...answers.filter(({ id }) => id !== answer.id), answer].slice(-mostAnswers);
}

/** The file that a pupil hands in. */
export function fileOfResults(results: Results): string {
  return `${JSON.stringify({ is: sort, ...results }, null, 2)}\n`;
}

/** Reads such a file, or an `unreadable` Failure. */
export function resultsOfFile(file: string): Results {
  return resultsSchema(fileOfSort(file, sort), 'results');
}

/** What was handed in, and in which file. */
export interface Handed {
  file: string;
  results: Results;
}

/** A file that no longer counts, and the newer one of the same pupil that does. */
export interface Replaced {
  file: string;
  by: string;
}

/** All handed in so far with more: of one pupil in one class the newest counts. */
export function merged(
  all: readonly Handed[],
  more: readonly Handed[],
): { all: Handed[]; replaced: Replaced[] } {
  const byPupil = new Map<string, Handed>();
  const replaced: Replaced[] = [];
  for (const handed of [...all, ...more]) {
    const key = pupilOf(handed.results);
    const known = byPupil.get(key);
    const [older, newer] = inOrder(known ?? handed, handed);
    byPupil.set(key, newer);
    // The same file opened twice replaces nothing.
    if (older.results.madeAt === newer.results.madeAt) continue;
    replaced.push({ file: older.file, by: newer.file });
  }
  const byName = [...byPupil.values()].sort((a, b) =>
    a.results.pupil.localeCompare(b.results.pupil),
  );
  return { all: byName, replaced };
}

/** The older first. */
function inOrder(one: Handed, other: Handed): [Handed, Handed] {
  const [madeAt, otherAt] = [one, other].map(({ results }) => Date.parse(results.madeAt));
  return (madeAt ?? 0) > (otherAt ?? 0) ? [other, one] : [one, other];
}

/** Whose results they are; those without a name or a beginning are each somebody's. */
function pupilOf({ className, pupil, id, begunAt, madeAt }: Results): string {
  if (id !== undefined && id !== '') return [className, id].join('\n');
  const name = pupil.trim().toLowerCase();
  return [className, name, begunAt ?? (name === '' ? madeAt : '')].join('\n');
}

/** How many were asked and how many were right, in all and at each level. */
export interface Score {
  asked: number;
  right: number;
}

export function scoreOf(answers: readonly Answer[], level?: Level): Score {
  const counted = answers.filter((answer) => level === undefined || answer.level === level);
  return { asked: counted.length, right: counted.filter(({ right }) => right).length };
}

/** What stands above the columns of the table, in the language of the page. */
export interface TableHeads {
  className: string;
  pupil: string;
  date: string;
  runs: string;
  asked: string;
  right: string;
  levels: Readonly<Record<Level, string>>;
  /** A column that counts one level only. */
  ofLevel: (level: string, counted: string) => string;
}

/** The table of a class for a spreadsheet: a row for each pupil. */
export function tableOf(all: readonly Results[], heads: TableHeads): (string | number)[][] {
  const { className, pupil, date, runs, asked, right, ofLevel } = heads;
  const ofLevels = levels.flatMap((level) =>
    [asked, right].map((counted) => ofLevel(heads.levels[level], counted)),
  );
  const rows = all.map((results) => {
    const scores = [undefined, ...levels].map((level) => scoreOf(results.answers, level));
    return [
      results.className,
      results.pupil,
      results.madeAt,
      results.runs,
      ...scores.flatMap((score) => [score.asked, score.right]),
    ];
  });
  return [[className, pupil, date, runs, asked, right, ...ofLevels], ...rows];
}
