import type { Area } from '../i18n/areas.ts';
import { loadWords } from '../i18n/words.svelte.ts';
import type { PartComponent } from './lab.ts';
import type { LazyPartName } from './modes.ts';

interface LazyPart {
  load: () => Promise<{ default: PartComponent }>;
  words: readonly Area[];
}

const rooms = import.meta.glob<{ default: PartComponent }>([
  '../quiz/{Quiz,KeyInsight,Challenge,Recall}.svelte',
  '../experiment/Experiment.svelte',
]);

function found(path: string): LazyPart['load'] {
  return rooms[path] ?? (() => Promise.reject(new Error(`${path} is not there`)));
}

const parts: Record<LazyPartName, LazyPart> = {
  explain: { load: () => import('./explain/Explain.svelte'), words: ['lessonExplain'] },
  why: { load: () => import('./why/Why.svelte'), words: ['lessonWhy'] },
  deep: { load: () => import('./deep/Deep.svelte'), words: ['lessonDeep'] },
  metrics: { load: () => import('./metrics/Metrics.svelte'), words: ['lessonMetrics'] },
  try: { load: () => import('./try/Try.svelte'), words: ['lessonTry'] },
  experiment: { load: found('../experiment/Experiment.svelte'), words: ['experiment'] },
  challenge: { load: found('../quiz/Challenge.svelte'), words: ['quiz'] },
  recall: { load: found('../quiz/Recall.svelte'), words: ['quiz'] },
  quiz: { load: found('../quiz/Quiz.svelte'), words: ['quiz'] },
  insight: { load: found('../quiz/KeyInsight.svelte'), words: ['quiz'] },
};

/** Fetches a part's code and its words; rejects where either cannot be reached. */
export async function loadPart(name: LazyPartName): Promise<PartComponent> {
  const { load, words } = parts[name];
  const [{ default: component }] = await Promise.all([
    load(),
    loadWords('lesson'),
    ...words.map(loadWords),
  ]);
  return component;
}
