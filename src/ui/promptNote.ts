import type { PromptNote } from '../core/lexicon.ts';
import { words } from '../i18n/words.svelte.ts';

/** One sentence about a note on a prompt, for the person. */
export function sentenceOf(note: PromptNote): string {
  const { empty, long, unknown, nearest, noneKnown } = words.page.prompt.notes;
  switch (note.kind) {
    case 'empty':
      return empty;
    case 'long':
      return long(note.characters);
    case 'unknown':
      return note.nearest === null ? unknown(note.word) : nearest(note.word, note.nearest);
    case 'noneKnown':
      return noneKnown;
  }
}
