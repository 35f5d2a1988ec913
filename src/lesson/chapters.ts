import type { Mode, PartName } from './modes.ts';

/** The parts of a page that a learner walks through, apart from the run itself. */
export type Chapter = Extract<
  PartName,
  'pipeline' | 'training' | 'prediction' | 'quiz' | 'insight'
>;

const chapters: readonly Chapter[] = ['pipeline', 'training', 'prediction', 'quiz', 'insight'];

/** The chapters of a mode in its order; none of a mode that is one room and keeps its own place. */
export function chaptersOf({ parts }: Mode): Chapter[] {
  return parts.flatMap((part) => chapters.filter((chapter) => chapter === part));
}
