import type { Areas } from '../i18n/areas.ts';
import type { Pixels } from '../core/run.ts';

export const levels = ['easy', 'medium', 'hard'] as const;
export type Level = (typeof levels)[number];

/** The parts of the page that an answer can point at. */
export type Anchor = 'rooms' | 'pipeline' | 'training' | 'prediction';

export type QuizWords = Areas['quiz'];
/** Something said, in whatever language is read when it is called. */
export type Said = (words: QuizWords) => string;

/** A thing to choose: words, or a picture with what it is called by letter. */
export type Option =
  | { kind: 'said'; say: Said }
  | { kind: 'picture'; pixels: Pixels; label: (words: QuizWords, letter: string) => string };

/** A picture that the question is about; `cell` rings one of 16 x 16. */
export interface Figure {
  pixels: Pixels;
  label: Said;
  cell: { row: number; column: number } | null;
}

/** A question with its answers, free of any language. */
export interface Question {
  id: string;
  level: Level;
  /** Whether it is made from the learner's own run. */
  own: boolean;
  /** The first is right, the others are not. */
  options: readonly [Option, ...Option[]];
  figure: Figure | null;
  ask: Said;
  hint: Said;
  /** Why the right answer is right. */
  because: Said;
  /** Where on the page it can be seen. */
  anchor: Anchor;
}

/** An option of plain text. */
export function plain(text: string): Option {
  return { kind: 'said', say: () => text };
}
