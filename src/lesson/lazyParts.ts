import type { Area } from '../i18n/areas.ts';
import { loadWords } from '../i18n/words.svelte.ts';
import type { PartComponent } from './lab.ts';
import type { LazyPartName } from './modes.ts';

interface LazyPart {
  load: () => Promise<{ default: PartComponent }>;
  words: readonly Area[];
}

const parts: Record<LazyPartName, LazyPart> = {
  explain: { load: () => import('./explain/Explain.svelte'), words: ['lessonExplain'] },
  why: { load: () => import('./why/Why.svelte'), words: ['lessonWhy'] },
  deep: { load: () => import('./deep/Deep.svelte'), words: ['lessonDeep'] },
  metrics: { load: () => import('./metrics/Metrics.svelte'), words: ['lessonMetrics'] },
  try: { load: () => import('./try/Try.svelte'), words: ['lessonTry'] },
  experiment: { load: () => import('../experiment/Experiment.svelte'), words: ['experiment'] },
  challenge: { load: () => import('../quiz/Challenge.svelte'), words: ['quiz'] },
  recall: { load: () => import('../quiz/Recall.svelte'), words: ['quiz'] },
  quiz: { load: () => import('../quiz/Quiz.svelte'), words: ['quiz'] },
  insight: { load: () => import('../quiz/KeyInsight.svelte'), words: ['quiz'] },
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
