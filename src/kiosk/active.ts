import type { Family } from '../core/run.ts';
import type { Run } from '../state/run.svelte.ts';
import { isBusy } from '../state/status.ts';

/** The model to look at: the one at work, else the last that has something to show. */
export function activeOf(run: Run, models: readonly Family[]): Family {
  const rooms = [run.write, run.paint, run.dream].filter(({ family }) => models.includes(family));
  const atWork = rooms.find(({ status }) => isBusy(status) && status.kind !== 'waiting');
  const shown = rooms.filter(({ status }) => status.kind === 'done' || status.kind === 'stopped');
  const next = rooms.find(({ status }) => status.kind === 'waiting');
  return (atWork ?? next ?? shown.at(-1) ?? rooms[0])?.family ?? 'diffusion';
}
