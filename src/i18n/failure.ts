import { sentenceOfDetail, type Detail } from '../core/detail.ts';
import type { Failure } from '../core/failure.ts';
import { words } from './words.svelte.ts';

/** What happened, which file or value, and what to do next. */
export interface ToldFailure {
  sentence: string;
  /** May be empty. */
  detail: string;
  next: string;
}

/** A failure in the language of the page. */
export function told({ kind, told: detail, detail: asItCame }: Failure): ToldFailure {
  const { kinds } = words.failures;
  return { ...kinds[kind], detail: detail === null ? asItCame : reason(detail) };
}

/** A detail alone, in the language of the page. */
export function reason(detail: Detail): string {
  return sentenceOfDetail(words.failures.details, detail);
}
