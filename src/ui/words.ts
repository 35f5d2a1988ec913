import type { Family } from '../core/run.ts';
import type { RoomStatus } from '../state/status.ts';

/** How each model is named, and what its room does, everywhere on the page. */
export const identities = {
  gpt2: {
    room: 'Write',
    model: 'GPT-2',
    colour: 'var(--gpt)',
    wash: 'var(--gpt-wash)',
    units: ['token', 'tokens'],
    promise: 'Goes on from your words, one token at a time.',
  },
  dalle: {
    room: 'Paint',
    model: 'DALL-E',
    colour: 'var(--dalle)',
    wash: 'var(--dalle-wash)',
    units: ['token', 'tokens'],
    promise: 'Lays 256 small tiles, row by row.',
  },
  diffusion: {
    room: 'Dream',
    model: 'Stable Diffusion',
    colour: 'var(--sd)',
    wash: 'var(--sd-wash)',
    units: ['step', 'steps'],
    promise: 'Starts from noise and clears it, step by step.',
  },
} as const satisfies Record<Family, unknown>;

/** "24.8 MB". */
export function megabytes(bytes: number): string {
  const mb = bytes / 1e6;
  return `${mb < 10 ? mb.toFixed(1) : Math.round(mb).toString()} MB`;
}

/** "850 ms", "5.4 s", "1 min 20 s". */
export function duration(ms: number): string {
  if (ms < 100) return `${ms < 10 ? ms.toFixed(1) : Math.round(ms).toString()} ms`;
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** "41 %". */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 1) return '< 1 %';
  return `${Math.round(value)} %`;
}

function about(remainingMs: number | null): string {
  if (remainingMs === null) return '';
  const seconds = Math.ceil(remainingMs / 1000);
  return seconds < 1 ? '' : `, about ${duration(seconds * 1000).replace('.0', '')} left`;
}

/** How far a busy room is, as short as can be: "6 of 256". */
export function shortProgress(status: RoomStatus): string {
  switch (status.kind) {
    case 'loading':
      return `loading ${percent(status.loadedBytes / Math.max(1, status.totalBytes))}`;
    case 'running':
      return `${status.done} of ${status.total}`;
    case 'waiting':
    case 'empty':
    case 'stopped':
    case 'failed':
    case 'done':
      return '';
  }
}

/** Where a room stands, in one short line; empty where there is nothing to tell. */
export function statusLine(family: Family, status: RoomStatus): string {
  const { units, promise } = identities[family];
  const [one, many] = units;
  switch (status.kind) {
    case 'empty':
      return promise;
    case 'waiting':
      return 'Waiting for its turn.';
    case 'loading':
      return `Loading the model: ${megabytes(status.loadedBytes)} of ${megabytes(status.totalBytes)}`;
    case 'running':
      if (status.done === 0) return 'Reading your words…';
      if (family === 'gpt2') return `${one} ${status.done}, at most ${status.total}`;
      return `${one} ${status.done} of ${status.total}${about(status.remainingMs)}`;
    case 'stopped':
      return status.done === 0
        ? 'Stopped.'
        : `Stopped after ${status.done} ${status.done === 1 ? one : many}.`;
    case 'failed':
      return '';
    case 'done':
      return `${status.done} ${status.done === 1 ? one : many} in ${duration(status.elapsedMs)}`;
  }
}
