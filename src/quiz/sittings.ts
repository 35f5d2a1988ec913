import type { Run } from '../state/run.svelte.ts';
import type { Sitting } from './sitting.svelte.ts';

const kept = new WeakMap<Run, Map<string, Sitting>>();

/** The sitting of a kind that was left open for a run, as when the learner went to look something up. */
export function openSitting(run: Run, kind: string): Sitting | null {
  return kept.get(run)?.get(kind) ?? null;
}

/** Keeps a sitting for as long as its run is there. */
export function keepSitting(run: Run, kind: string, sitting: Sitting): void {
  const ofRun = kept.get(run) ?? new Map<string, Sitting>();
  ofRun.set(kind, sitting);
  kept.set(run, ofRun);
}
