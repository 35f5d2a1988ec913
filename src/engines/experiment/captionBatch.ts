import { numpy as np } from '@jax-js/jax';
import { context } from './captionModel.ts';
import { oneHot } from './matrices.ts';

/** The words of some captions, by number; 0 stands before the first word and after the last. */
export class Vocabulary {
  readonly #words: readonly string[];
  readonly #ids: ReadonlyMap<string, number>;

  constructor(captions: readonly string[]) {
    this.#words = ['', ...new Set(captions.flatMap((caption) => caption.split(' ')))];
    this.#ids = new Map(this.#words.map((word, id) => [word, id]));
  }

  get size(): number {
    return this.#words.length;
  }

  /** The ids of a caption between two zeros; throws at a word that no caption held. */
  read(caption: string): number[] {
    const ids = caption.split(' ').map((word) => {
      const id = this.#ids.get(word);
      if (id === undefined) throw new Error(`"${word}" is in no caption`);
      return id;
    });
    return [0, ...ids, 0];
  }

  word(id: number): string {
    return this.#words[id] ?? '';
  }
}

/** Captions as the model takes them: what it reads, what comes next, and where that counts. */
export interface CaptionBatch {
  /** The next token at each place, [B * context]. */
  next: readonly number[];
  /** 1 where there is a next token, 0 behind a caption's end, [B * context]. */
  counts: Float32Array<ArrayBuffer>;
  tokens: np.Array;
}

export function captionBatch(
  captions: readonly (readonly number[])[],
  words: number,
): CaptionBatch {
  const places = Array.from({ length: context }, (_, place) => place);
  const at = (offset: number): number[] =>
    captions.flatMap((ids) => places.map((place) => ids[place + offset] ?? 0));
  const counts = captions.flatMap((ids) => places.map((place) => (place + 1 < ids.length ? 1 : 0)));
  return {
    next: at(1),
    counts: Float32Array.from(counts),
    tokens: oneHot(at(0), [captions.length, context], words),
  };
}
