import { amiss, fields, flag, list, oneOf, text, whole, type Schema } from '../core/schema.ts';
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
  /** ISO 8601. */
  madeAt: string;
  runs: number;
  answers: readonly Answer[];
}

export const longestPupil = 60;
const mostAnswers = 500;
const sort = 'windowsill results 1';

const date: Schema<string> = (value, where) =>
  typeof value === 'string' && value.length < 40 && Number.isFinite(Date.parse(value))
    ? value
    : amiss(where, value);

/** Results as they are kept and handed in. */
export const resultsSchema = fields<Results>({
  className: text(80),
  pupil: text(longestPupil),
  madeAt: date,
  runs: whole(0, 1e6),
  answers: list(fields<Answer>({ id: text(80), level: oneOf(levels), right: flag }), mostAnswers),
});

/** The time of day, ISO 8601. */
export function timeOfDay(): string {
  return new Date().toISOString();
}

/** The results of a pupil who has done nothing yet. */
export function emptyResults(className: string): Results {
  return { className, pupil: '', madeAt: timeOfDay(), runs: 0, answers: [] };
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

/** All handed in so far with more: of one pupil in one class the newest counts. */
export function merged(all: readonly Results[], more: readonly Results[]): Results[] {
  const byPupil = new Map<string, Results>();
  for (const results of [...all, ...more]) {
    const key = `${results.className}\n${results.pupil.trim().toLowerCase()}\n${results.pupil.trim() === '' ? results.madeAt : ''}`;
    const known = byPupil.get(key);
    if (known === undefined || Date.parse(known.madeAt) <= Date.parse(results.madeAt)) {
      byPupil.set(key, results);
    }
  }
  return [...byPupil.values()].sort((a, b) => a.pupil.localeCompare(b.pupil));
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

/** The table of a class for a spreadsheet: a row for each pupil. */
export function tableOf(all: readonly Results[]): (string | number)[][] {
  const head = [
    'class',
    'pupil',
    'date',
    'runs',
    'asked',
    'right',
    ...levels.flatMap((level) => [`${level} asked`, `${level} right`]),
  ];
  const rows = all.map(({ className, pupil, madeAt, runs, answers }) => {
    const scores = [undefined, ...levels].map((level) => scoreOf(answers, level));
    return [
      className,
      pupil,
      madeAt,
      runs,
      ...scores.flatMap(({ asked, right }) => [asked, right]),
    ];
  });
  return [head, ...rows];
}
