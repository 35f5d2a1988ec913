import { Random } from '../core/random.ts';
import { shuffled } from '../core/shuffled.ts';
import type { Run } from '../state/run.svelte.ts';
import { fixedQuestions } from './fixed.ts';
import { dreamingMakers } from './own/dreaming.ts';
import type { Maker } from './own/maker.ts';
import { paintingMakers } from './own/painting.ts';
import { wholeMakers } from './own/whole.ts';
import { writingMakers } from './own/writing.ts';
import { levels, type Level, type Option, type Question } from './question.ts';

const makers: readonly Maker[] = [
  ...writingMakers,
  ...paintingMakers,
  ...dreamingMakers,
  ...wholeMakers,
];

/** Every question there can be: the fixed ones, and those that a run with explanations gives. */
export const questionIds: readonly string[] = [...fixedQuestions, ...makers].map(({ id }) => id);
export const ownQuestionIds: readonly string[] = makers.map(({ id }) => id);

/** The questions of one run: the fixed ones, and as many of its own as it has the makings of. */
export function questionsOf(run: Run, seed: number): readonly Question[] {
  const random = new Random(seed);
  const own = makers.flatMap(({ id, level, make }) => {
    const made = make(run, random);
    return made === null ? [] : [{ id, level, own: true, ...made }];
  });
  return [...fixedQuestions, ...own];
}

/** A question as it is put: its options in a random order, which is always the same for the same seed. */
export interface Put {
  question: Question;
  options: readonly Option[];
  /** The place of the right one. */
  right: number;
}

export function put(question: Question, random: Random): Put {
  const options = shuffled(question.options, random);
  return { question, options, right: options.indexOf(question.options[0]) };
}

/** What is drawn for one sitting. */
export interface Draw {
  count: number;
  seed: number;
  /** Only of this level; of all where it is null. */
  level: Level | null;
  /** Ids that come first, such as those missed before. */
  first?: readonly string[];
}

/**
 * Questions for one sitting, half of them from the learner's own run where it gives so many, in
 * order of level; the same for the same run and seed.
 */
export function drawQuestions(run: Run, { count, seed, level, first = [] }: Draw): readonly Put[] {
  const random = new Random(seed);
  const fit = questionsOf(run, seed).filter((each) => level === null || each.level === level);
  const mixed = shuffled(fit, random);
  const early = mixed.filter(({ id }) => first.includes(id)).slice(0, Math.floor(count / 2));
  const rest = alternating(mixed.filter((each) => !early.includes(each)));
  const drawn = spread([...early, ...rest], count, level === null);
  return drawn
    .sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level))
    .map((question) => put(question, random));
}

/** Own and fixed questions by turns, as long as there are both. */
function alternating(questions: readonly Question[]): Question[] {
  const own = questions.filter((each) => each.own);
  const fixed = questions.filter((each) => !each.own);
  const pairs = Array.from({ length: Math.max(own.length, fixed.length) }, (_, k) => [
    own[k],
    fixed[k],
  ]);
  return pairs.flat().filter((each) => each !== undefined);
}

/** The first `count`, from the levels in equal parts where all are asked for. */
function spread(questions: readonly Question[], count: number, evenly: boolean): Question[] {
  if (!evenly) return questions.slice(0, count);
  const share = Math.ceil(count / levels.length);
  const even = levels.flatMap((level) =>
    questions.filter((each) => each.level === level).slice(0, share),
  );
  // Where the parts do not divide, the easy ones come first.
  return even.slice(0, count);
}
