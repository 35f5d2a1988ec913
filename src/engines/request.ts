import { why } from '../core/detail.ts';
import { Failure } from '../core/failure.ts';

const longestPrompt = 2000;

/** Refuses a prompt of nothing but spaces, or of more than 2,000 characters. */
export function checkPrompt(prompt: string): void {
  if (prompt.trim() === '') throw new Failure('badInput', why('promptEmpty'));
  checkLength(prompt);
}

/** Refuses a text of more than 2,000 characters. */
export function checkLength(prompt: string): void {
  const length = Array.from(prompt).length;
  if (length > longestPrompt) {
    throw new Failure('badInput', why('promptLong', length, longestPrompt));
  }
}

/** Refuses a number outside [low, high], and NaN. */
export function checkRange(name: string, value: number, low: number, high: number): void {
  if (value >= low && value <= high) return;
  throw new Failure('badInput', why('outOfRange', name, value, low, high));
}

/** Refuses what is no share: 0, NaN, more than 1. */
export function checkShare(name: string, value: number): void {
  if (value > 0 && value <= 1) return;
  throw new Failure('badInput', why('notShare', name, value));
}

/** Refuses what is no whole number in [low, high]. */
export function checkWhole(name: string, value: number, low: number, high: number): void {
  checkRange(name, value, low, high);
  if (!Number.isInteger(value)) {
    throw new Failure('badInput', why('notWhole', name, value));
  }
}

/** How many texts or pictures one run may make. */
const mostCopies = 8;

/** Copies take the seeds after the first one's, which must be seeds too. */
export function checkCopies(seed: number, copies: number): void {
  checkWhole('number at once', copies, 1, mostCopies);
  checkSeed(seed + copies - 1);
}

const mostStopWords = 8;
const longestStopWord = 40;

/** At most 8 stop words of 1 to 40 characters. */
export function checkStopWords(words: readonly string[]): void {
  if (words.length > mostStopWords) {
    throw new Failure('badInput', why('stopWordsMany', words.length, mostStopWords));
  }
  const odd = words.find((word) => word === '' || word.length > longestStopWord);
  if (odd !== undefined)
    throw new Failure('badInput', why('stopWordLength', odd.length, longestStopWord));
}

/** Seeds are whole numbers of 32 bits. */
export function checkSeed(seed: number): void {
  checkWhole('seed', seed, 0, 2 ** 32 - 1);
}
