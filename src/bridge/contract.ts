import type { Failure } from '../core/failure.ts';
import type { RunEvent, RunRequest } from '../core/run.ts';

/** How a run ended; the events before it have all been delivered. */
export type RunOutcome =
  { status: 'done' } | { status: 'stopped' } | { status: 'failed'; failure: Failure };

/** What the page holds of one model: a worker that is started when first needed and owned to its death. */
export interface ModelClient<R extends RunRequest = RunRequest> {
  /** Loads the pack ahead of the first run, reporting `loading` events. */
  load(onEvent: (event: RunEvent) => void, signal: AbortSignal): Promise<RunOutcome>;
  /** Runs one request; aborting the signal stops within one step. Never rejects. */
  run(request: R, onEvent: (event: RunEvent) => void, signal: AbortSignal): Promise<RunOutcome>;
  /** Ends the worker and frees its memory; the next call starts a new one. */
  dispose(): void;
}
