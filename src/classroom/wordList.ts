import { parseEmphasis } from '../core/emphasis.ts';
import { nearestKin } from '../core/families.ts';
import { readPrompt } from '../core/lexicon.ts';
import { plain, type SpokenWorld } from '../core/speech.ts';
import type { World } from '../core/world.ts';

/** A prompt with what is not on the list left out. */
export interface Listed {
  kept: string;
  /** What was left out, each word once. */
  left: readonly string[];
}

const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’]\p{L}+)?/gu;

/**
 * The child-safe words: those that the world and its near relations are spoken of with, in every
 * language of the page. Whatever is not among them is left out before a model or a screen sees it, so
 * that nothing need be known of what is unfit.
 */
export class WordList {
  readonly #world: World;
  readonly #spoken: ReadonlySet<string>;

  constructor(world: World, speeches: readonly SpokenWorld[]) {
    this.#world = world;
    this.#spoken = new Set(speeches.flatMap(({ forms }) => [...forms.keys()].flatMap(piecesOf)));
  }

  /** Whether a word is on the list, in any of the languages. */
  has(word: string): boolean {
    return piecesOf(word).every((piece) => this.#hasPiece(piece));
  }

  /** Leaves out what is not on the list; marks and emoji go with it, but for the weights of words. */
  keep(prompt: string): Listed {
    const left = new Set<string>();
    const pieces = parseEmphasis(prompt).map(({ text, weight }) => {
      const kept = Array.from(text.matchAll(wordPattern), ([word]) => word).filter((word) => {
        if (this.has(word)) return true;
        left.add(word);
        return false;
      });
      const words = kept.join(' ');
      return words === '' || weight === 1 ? words : `(${words}:${Number(weight.toFixed(3))})`;
    });
    return { kept: pieces.filter((piece) => piece !== '').join(' '), left: [...left] };
  }

  #hasPiece(piece: string): boolean {
    if (this.#spoken.has(piece) || /^\d{1,2}$/.test(piece)) return true;
    const isUnknown = readPrompt(this.#world, piece).notes.some(({ kind }) => kind === 'unknown');
    return !isUnknown || everyday.has(piece) || singlesOf(piece).some(isKin);
  }
}

/** How children say that something is small, or dear to them: no picture, and no harm. */
const everyday = new Set(
  'little small tiny big huge happy sad cute fluffy funny old new pretty lovely friendly sleepy good nice'.split(
    ' ',
  ),
);

/** The word itself, and what it may be the plural of. */
function singlesOf(word: string): string[] {
  return [word, word.replace(/s$/, ''), word.replace(/es$/, '')];
}

/** Whether families.ts knows the word: it stands in a line with others. */
function isKin(word: string): boolean {
  return nearestKin(word, () => true) !== null;
}

/** The plain words of a form: "l'éléphant" has two. */
function piecesOf(form: string): string[] {
  return plain(form)
    .split(/[\s'-]+/)
    .filter((piece) => piece !== '');
}
