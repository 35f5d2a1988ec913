import type { ModelClient, RunOutcome } from '../bridge/contract.ts';
import type { Recording, Take } from '../core/recording.ts';
import type { Device, RunEvent, RunRequest } from '../core/run.ts';
import { Run } from './run.svelte.ts';

/** How many times as fast as the run was; Infinity shows all at once. */
export const speeds = [1, 4, Infinity] as const;
export type Speed = (typeof speeds)[number];

/** Longest wait between two events, so that a slow machine's recording does not look stuck. */
const longestWaitMs = 4000;
/** How long events may follow each other before other tasks are let in. */
const turnMs = 12;

/**
 * A recorded run, played: a Run like any other, whose models are the recording. Its rooms are timed
 * by the recording's clock, so that they tell the times of the run and not of the replay.
 */
export class Replay {
  readonly recording: Recording;
  readonly run: Run;
  speed = $state<Speed>(1);
  #nowMs = 0;

  constructor(recording: Recording) {
    this.recording = recording;
    const { gpt2, dalle, diffusion } = recording.takes;
    const clients = {
      gpt2: this.#client(gpt2),
      dalle: this.#client(dalle),
      diffusion: this.#client(diffusion),
    };
    this.run = new Run(clients, () => this.#nowMs);
  }

  /** What the models ran on; null where none began. */
  get device(): Device | null {
    const takes = Object.values(this.recording.takes);
    const events = takes.flatMap(({ events }) => events.map(({ event }) => event));
    return events.find((event) => event.type === 'started')?.device ?? null;
  }

  /** Plays from the beginning. */
  start(): void {
    this.run.start(this.recording.requests);
  }

  #client<R extends RunRequest>(take: Take | undefined): ModelClient<R> {
    return {
      load: () => Promise.resolve({ status: 'done' }),
      run: (_request, onEvent, signal) => this.#play(take, onEvent, signal),
      dispose: () => undefined,
    };
  }

  async #play(
    take: Take | undefined,
    onEvent: (event: RunEvent) => void,
    signal: AbortSignal,
  ): Promise<RunOutcome> {
    if (take === undefined) return { status: 'stopped' };
    const startMs = this.#nowMs;
    let playedMs = 0;
    let dueAt = performance.now();
    let turnAt = dueAt;
    for (const { atMs, event } of take.events) {
      dueAt += Math.min(longestWaitMs, Math.max(0, atMs - playedMs) / this.speed);
      if (performance.now() < dueAt || performance.now() - turnAt > turnMs) {
        await until(dueAt, signal);
        turnAt = performance.now();
        // A tab that slept goes on from where it was.
        dueAt = Math.max(dueAt, turnAt - 200);
      }
      if (signal.aborted) return { status: 'stopped' };
      playedMs = atMs;
      this.#nowMs = startMs + atMs;
      onEvent(event);
    }
    return { status: take.ended };
  }
}

/** Waits until a time of performance.now(), at least one turn of the event loop, at most until the signal. */
function until(at: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, Math.max(0, at - performance.now()));
    signal.addEventListener('abort', end);
  });
}
