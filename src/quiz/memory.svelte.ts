import { classroom } from '../classroom/classroom.svelte.ts';
import { progress } from '../lesson/progress.svelte.ts';
import { marked, marksSchema, noMarks, type Marks } from './marks.ts';
import type { Question } from './question.ts';

const slot = progress.slot('quiz', marksSchema, noMarks);

/** What is remembered of the learner's answers, on this machine only; erased with all other progress. */
export const memory = {
  /** Reactive. */
  get marks(): Marks {
    return slot.value;
  },

  /** Remembers one answer, now; a class is told of it too. */
  note({ id, level }: Pick<Question, 'id' | 'level'>, isRight: boolean): void {
    slot.value = marked(slot.value, id, isRight, Date.now());
    classroom.answered({ id, level, right: isRight });
  },
};
