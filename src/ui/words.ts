import type { Family } from '../core/run.ts';
import { duration, megabytes, percent, wholeSeconds } from '../i18n/format.svelte.ts';
import { words } from '../i18n/words.svelte.ts';
import type { RoomStatus } from '../state/status.ts';

export { duration, megabytes, percent };

/** How each model is named, and what its room does, everywhere on the page. */
export const identities = {
  gpt2: {
    get room() {
      return words.page.rooms.gpt2.name;
    },
    get promise() {
      return words.page.rooms.gpt2.promise;
    },
    model: 'GPT-2',
    colour: 'var(--gpt)',
    wash: 'var(--gpt-wash)',
  },
  dalle: {
    get room() {
      return words.page.rooms.dalle.name;
    },
    get promise() {
      return words.page.rooms.dalle.promise;
    },
    model: 'DALL-E',
    colour: 'var(--dalle)',
    wash: 'var(--dalle-wash)',
  },
  diffusion: {
    get room() {
      return words.page.rooms.diffusion.name;
    },
    get promise() {
      return words.page.rooms.diffusion.promise;
    },
    model: 'Stable Diffusion',
    colour: 'var(--sd)',
    wash: 'var(--sd-wash)',
  },
} as const satisfies Record<Family, unknown>;

/** How far a busy room is, as short as can be: "6 of 256". */
export function shortProgress(status: RoomStatus): string {
  switch (status.kind) {
    case 'loading': {
      const share = status.loadedBytes / Math.max(1, status.totalBytes);
      return words.page.status.loadingShort(percent(share));
    }
    case 'running':
      return words.page.status.shortOf(status.done, status.total);
    case 'waiting':
    case 'empty':
    case 'stopped':
    case 'failed':
    case 'done':
      return '';
  }
}

function unitsOf(family: Family, count: number): string {
  const { tokens, steps } = words.page.units;
  return family === 'diffusion' ? steps(count) : tokens(count);
}

function runningLine(
  family: Family,
  { done, total, remainingMs }: Extract<RoomStatus, { kind: 'running' }>,
): string {
  const { reading, tokenAtMost, tokenOf, stepOf, left } = words.page.status;
  if (done === 0) return reading;
  if (family === 'gpt2') return tokenAtMost(done, total);
  const place = family === 'dalle' ? tokenOf(done, total) : stepOf(done, total);
  const waits = remainingMs !== null && remainingMs > 0;
  return waits ? `${place}, ${left(wholeSeconds(remainingMs))}` : place;
}

/** Where a room stands, in one short line; empty where there is nothing to tell. */
export function statusLine(family: Family, status: RoomStatus): string {
  const { waiting, loading, stopped, stoppedAfter, doneIn } = words.page.status;
  switch (status.kind) {
    case 'empty':
      return identities[family].promise;
    case 'waiting':
      return waiting;
    case 'loading':
      return loading(megabytes(status.loadedBytes), megabytes(status.totalBytes));
    case 'running':
      return runningLine(family, status);
    case 'stopped':
      return status.done === 0 ? stopped : stoppedAfter(unitsOf(family, status.done));
    case 'failed':
      return '';
    case 'done':
      return doneIn(unitsOf(family, status.done), duration(status.elapsedMs));
  }
}
