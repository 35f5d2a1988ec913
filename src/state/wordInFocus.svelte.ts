/** The word of the prompt that a person looks at: one for all views, pointed at or kept by a press. */
export class WordInFocus {
  #pointed = $state<number | null>(null);
  #kept = $state<number | null>(null);

  /** Its place among the words of the prompt. */
  get current(): number | null {
    return this.#pointed ?? this.#kept;
  }

  get kept(): number | null {
    return this.#kept;
  }

  point(word: number | null): void {
    this.#pointed = word;
  }

  leave(): void {
    this.#pointed = null;
  }

  /** Keeps a word; a second press lets it go. */
  press(word: number | null): void {
    this.#kept = this.#kept === word ? null : word;
    this.#pointed = null;
  }
}
