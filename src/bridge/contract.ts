import type { Failure } from '../core/failure.ts';
import type { RunEvent, RunRequest } from '../core/run.ts';
import type { Brought } from '../packs/standard/brought.ts';

/** How a run ended; the events before it have all been delivered. */
export type RunOutcome =
  { status: 'done' } | { status: 'stopped' } | { status: 'failed'; failure: Failure };

/** What a worker does for the page: jobs that tell events as they go, and read the signal at each step. */
export interface Service<Request, Event> {
  run(request: Request, signal: AbortSignal): AsyncGenerator<Event, void, void>;
  /** Fetches what the jobs need ahead of the first. */
  load(signal: AbortSignal): AsyncGenerator<Event, void, void>;
}

/** What the page holds of one service: a worker that is started when first needed and owned to its death. */
export interface Client<Request, Event> {
  /** Loads what the service needs ahead of the first run, reporting its `loading` events. */
  load(onEvent: (event: Event) => void, signal: AbortSignal): Promise<RunOutcome>;
  /** Runs one request; aborting the signal stops within one step. Never rejects. */
  run(request: Request, onEvent: (event: Event) => void, signal: AbortSignal): Promise<RunOutcome>;
  /** Ends the worker and frees its memory; the next call starts a new one. */
  dispose(): void;
}

/** A model that can be run from another pack than the shipped one. */
export interface PackChoice {
  /** Ends the worker; the next run opens that pack, or the shipped one for null. */
  bring(brought: Brought | null): void;
}

/** What the page holds of one model. */
export type ModelClient<R extends RunRequest = RunRequest> = Client<R, RunEvent>;
