import { sentenceOf } from '../promptNote.ts';
import type { ControlsDesk } from './desk.ts';

/** What is to be said of a further text: its words that the models do not know; '' where all is well. */
export function readingNote({ read }: ControlsDesk, text: string): string {
  if (text.trim() === '') return '';
  return read(text)
    .notes.filter(({ kind }) => kind !== 'empty')
    .slice(0, 2)
    .map(sentenceOf)
    .join(' ');
}
