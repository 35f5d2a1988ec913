import type { Run } from './run.svelte.ts';

/** The story of a run: the sentence as GPT-2 read it, in English, and how it went on; '' where it wrote nothing. */
export function storyOf({ write: { request, result, tokens } }: Run): string {
  const written = result?.text ?? tokens.map(({ text }) => text).join('');
  return request === null || written.trim() === '' ? '' : request.prompt + written;
}
