import type { Put } from './store.ts';

/** Some questions, one after another: which is on, and what was answered. */
export class Sitting {
  readonly puts: readonly Put[];
  #at = $state(0);
  #answers = $state.raw<readonly number[]>([]);

  constructor(puts: readonly Put[]) {
    this.puts = puts;
  }

  /** The question that is on; null when all are answered and left. */
  get current(): Put | null {
    return this.puts[this.#at] ?? null;
  }

  /** Its place, from 0. */
  get at(): number {
    return this.#at;
  }

  /** The option chosen at the question that is on; null before. */
  get chosen(): number | null {
    return this.#answers[this.#at] ?? null;
  }

  /** The options chosen so far, by question. */
  get answers(): readonly number[] {
    return this.#answers;
  }

  get hasBegun(): boolean {
    return this.#answers.length > 0;
  }

  get rightCount(): number {
    return this.#answers.filter((chosen, k) => chosen === this.puts[k]?.right).length;
  }

  /** Answers the question that is on; the first answer counts. Says whether it is right; null where it was answered. */
  answer(option: number): boolean | null {
    const { current } = this;
    if (current === null || this.chosen !== null) return null;
    this.#answers = [...this.#answers, option];
    return option === current.right;
  }

  /** Goes on to the next question, once this one is answered. */
  next(): void {
    if (this.chosen !== null) this.#at++;
  }
}
