import type { Placement } from '../core/placement.ts';
import { words } from '../i18n/words.svelte.ts';
import { duration } from './words.ts';

/** Where a graph runs and why there, in one sentence. */
export function whereText(placement: Placement): string {
  const { where } = words.page.pipeline;
  const why =
    placement.why === 'faster'
      ? where.faster(duration(placement.tookMs), duration(placement.otherMs))
      : where[placement.why];
  return `${words.page.labelled(where[placement.provider], why)}.`;
}
