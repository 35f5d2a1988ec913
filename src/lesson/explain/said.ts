import { number, percent } from '../../i18n/format.svelte.ts';
import type { Said } from '../../i18n/en/lessonExplain.ts';
import type { StoryFacts } from './facts.ts';

/** A token as it is read: a space at its side is not shown, a line break is. */
export function spelled(text: string): string {
  const word = text.trim();
  return word === '' ? '⏎' : word;
}

/** The facts as the sentences take them in, in the language of the page; empty for what is not there yet. */
export function saidOf(facts: StoryFacts, pieces: number): Said {
  const { prompt, seed, write, paint, dream } = facts;
  const [first, second] = write?.first.candidates ?? [];
  return {
    prompt,
    seed: String(seed),
    pieces: number(pieces),
    first: spelled(first?.text ?? ''),
    firstShare: percent(first?.probability ?? 0),
    second: spelled(second?.text ?? ''),
    secondShare: percent(second?.probability ?? 0),
    drawn: spelled(write?.first.text ?? ''),
    drawnShare: percent(write?.first.probability ?? 0),
    tokens: number(write?.tokens ?? 0),
    tiles: number(paint?.tiles ?? 0),
    kinds: number(paint?.kinds ?? 0),
    boldRow: number((paint?.boldest.row ?? 0) + 1),
    boldColumn: number((paint?.boldest.column ?? 0) + 1),
    boldShare: percent(paint?.boldest.probability ?? 0),
    steps: number(dream?.steps ?? 0),
    turn: number(dream?.turn.step ?? 0),
  };
}
