import type { Detail } from '../core/detail.ts';
import type { FailureKind } from '../core/failure.ts';
import { Failure } from '../core/failure.ts';
import type { Brought } from '../packs/standard/brought.ts';
import type { RunOutcome } from './contract.ts';

/**
 * What crosses the wall. Comlink loses the class and fields of a thrown error,
 * so nothing is thrown across it: an outcome is plain data.
 */
export type WireOutcome =
  | { status: 'done' }
  | { status: 'stopped' }
  | { status: 'failed'; kind: FailureKind; detail: Detail | string };

export interface Opening {
  /** Where the packs lie; a worker cannot know this, since its own address changes with the build. */
  models: string;
  /** A pack that somebody brought, to be run in place of the shipped one. */
  brought?: Brought;
  /** A lock that the worker keeps for as long as it lives, where the browser has locks. */
  lock?: string;
}

/** The worker's side, as the page calls it; what it is asked and what it tells is typed at both ends. */
export interface Host {
  /** Comes before all else; resolves when the engine stands and the lock, if asked for, is held. */
  open(opening: Opening): Promise<void>;
  load(id: number, emit: Emit): Promise<WireOutcome>;
  run(id: number, request: unknown, emit: Emit): Promise<WireOutcome>;
  /** Stops call `id` at its next step; unknown ids are ignored. */
  stop(id: number): void;
}

export type Emit = (event: unknown) => void | Promise<void>;

export function failed(failure: Failure): WireOutcome {
  return failure.kind === 'aborted'
    ? { status: 'stopped' }
    : { status: 'failed', kind: failure.kind, detail: failure.told ?? failure.detail };
}

export function fromWire(outcome: WireOutcome): RunOutcome {
  return outcome.status === 'failed'
    ? { status: 'failed', failure: new Failure(outcome.kind, outcome.detail) }
    : outcome;
}

/** The buffers of an event's pictures and tensors, to be moved and not copied. */
export function buffersOf(event: unknown): ArrayBuffer[] {
  return [...new Set(buffersWithin(event))];
}

function buffersWithin(value: unknown): ArrayBuffer[] {
  if (typeof value !== 'object' || value === null) return [];
  if (ArrayBuffer.isView(value)) return value.buffer instanceof ArrayBuffer ? [value.buffer] : [];
  return Object.values(value).flatMap(buffersWithin);
}
