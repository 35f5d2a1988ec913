import { promptWords, wordsOfTokens, type PromptWord } from '../core/promptWords.ts';
import type { Family } from '../core/run.ts';
import type { Run } from './run.svelte.ts';

/** The words of a run's prompt, and for each token of each model the word it belongs to. */
export interface WordTable {
  words: readonly PromptWord[];
  ofTokens: Record<Family, readonly (number | null)[]>;
}

export function wordTable({ write, paint, dream }: Run): WordTable {
  const prompt = [write, paint, dream].find(({ request }) => request !== null)?.request?.prompt;
  const words = promptWords(prompt ?? '');
  const of = ({ promptTokens }: { promptTokens: readonly { text: string }[] }) =>
    wordsOfTokens(prompt ?? '', words, promptTokens);
  return { words, ofTokens: { gpt2: of(write), dalle: of(paint), diffusion: of(dream) } };
}

/** The places of the tokens of one word. */
export function tokensOfWord(table: WordTable, family: Family, word: number): number[] {
  return table.ofTokens[family].flatMap((owner, token) => (owner === word ? [token] : []));
}

/** Whether a run told anything of its working. */
export function explained({ write, paint, dream }: Run): boolean {
  return [write, paint, dream].some(({ insight }) => insight.words !== null);
}
