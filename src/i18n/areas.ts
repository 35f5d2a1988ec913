import { inTypeOf } from './typography.ts';

/** Every area of words, as its English file has it; the other languages are typed against these. */
export interface Areas {
  page: typeof import('./en/page.ts').default;
  failures: typeof import('./en/failures.ts').default;
  controls: typeof import('./en/controls.ts').default;
  traces: typeof import('./en/traces.ts').default;
  lesson: typeof import('./en/lesson.ts').default;
  lessonExplain: typeof import('./en/lessonExplain.ts').default;
  lessonWhy: typeof import('./en/lessonWhy.ts').default;
  lessonDeep: typeof import('./en/lessonDeep.ts').default;
  lessonMetrics: typeof import('./en/lessonMetrics.ts').default;
  lessonTry: typeof import('./en/lessonTry.ts').default;
  quiz: typeof import('./en/quiz.ts').default;
  experiment: typeof import('./en/experiment.ts').default;
  offline: typeof import('./en/offline.ts').default;
  kiosk: typeof import('./en/kiosk.ts').default;
  classroom: typeof import('./en/classroom.ts').default;
  takeaway: typeof import('./en/takeaway.ts').default;
  runtime: typeof import('./en/runtime.ts').default;
}

export type Area = keyof Areas;

const files = import.meta.glob<Areas[Area]>(
  ['./*/*.ts', '!./en/page.ts', '!./en/failures.ts', '!./*/world.ts', '!./*/hub.ts'],
  { import: 'default' },
);

/** The code of each language that has a folder, English first; a translator adds one by adding files. */
export const languageCodes: readonly string[] = [
  'en',
  ...new Set(
    Object.keys(files)
      .map((path) => path.split('/')[1] ?? '')
      .filter((code) => code !== 'en')
      .sort(),
  ),
];

/** Loads one area in one language; throws where there is no such file or it cannot be reached. */
export async function loadArea(code: string, area: Area): Promise<Areas[Area]> {
  const load = files[`./${code}/${area}.ts`];
  if (load === undefined) throw new Error(`There are no words of ${area} in ${code}.`);
  return inTypeOf(code, await load());
}
