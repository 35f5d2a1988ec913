import { progress } from '../lesson/progress.svelte.ts';
import { marked, marksSchema, noMarks, type Marks } from './marks.ts';

const slot = progress.slot('quiz', marksSchema, noMarks);

/** What is remembered of the learner's answers, on this machine only; erased with all other progress. */
export const memory = {
  /** Reactive. */
  get marks(): Marks {
    return slot.value;
  },

  /** Remembers one answer, now. */
  note(id: string, isRight: boolean): void {
    slot.value = marked(slot.value, id, isRight, Date.now());
  },
};
