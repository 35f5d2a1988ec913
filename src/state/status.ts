import type { Failure } from '../core/failure.ts';

/** Where a room stands; `done` and `total` count its own units: tokens, image tokens, steps. */
export type RoomStatus =
  | { kind: 'empty' }
  | { kind: 'waiting' }
  | { kind: 'loading'; loadedBytes: number; totalBytes: number }
  | { kind: 'running'; done: number; total: number; remainingMs: number | null }
  | { kind: 'stopped'; done: number; total: number }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'done'; done: number; elapsedMs: number };

/** True while the room's model works, or waits for its turn. */
export function isBusy(status: RoomStatus): boolean {
  switch (status.kind) {
    case 'waiting':
    case 'loading':
    case 'running':
      return true;
    case 'empty':
    case 'stopped':
    case 'failed':
    case 'done':
      return false;
  }
}
