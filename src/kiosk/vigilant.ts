import type { ModelClient, RunOutcome } from '../bridge/contract.ts';
import { Failure } from '../core/failure.ts';
import type { RunEvent, RunRequest } from '../core/run.ts';

/** What the watchdog knows of the page it watches over. */
export interface Watch {
  /** Milliseconds without a word from a model after which it counts as stuck. */
  patienceMs: number;
  /** Told each time that a worker is ended for being stuck. */
  onStuck: (family: string) => void;
}

const beatMs = 1000;

/**
 * A model under a watchdog: where it says nothing for too long, its worker is ended and the run fails
 * as `workerDied`; the next run gets a new worker. Time that the whole page slept does not count.
 */
export function vigilant<R extends RunRequest>(
  client: ModelClient<R>,
  family: R['family'],
  watch: Watch,
): ModelClient<R> {
  async function guarded(
    call: (onEvent: (event: RunEvent) => void) => Promise<RunOutcome>,
    onEvent: (event: RunEvent) => void,
  ): Promise<RunOutcome> {
    const silence = new Silence(watch.patienceMs);
    const stuck = silence.tooLong.then((): RunOutcome => {
      watch.onStuck(family);
      client.dispose();
      return { status: 'failed', failure: new Failure('workerDied') };
    });
    const heard = (event: RunEvent): void => {
      silence.broken();
      onEvent(event);
    };
    try {
      return await Promise.race([call(heard), stuck]);
    } finally {
      silence.end();
    }
  }

  return {
    load: (onEvent, signal) => guarded((heard) => client.load(heard, signal), onEvent),
    run: (request, onEvent, signal) =>
      guarded((heard) => client.run(request, heard, signal), onEvent),
    dispose: () => {
      client.dispose();
    },
  };
}

/** Counts the time in which nothing was heard, in beats, so that a sleeping page does not count. */
class Silence {
  readonly tooLong: Promise<void>;
  #silentMs = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(patienceMs: number) {
    this.tooLong = new Promise((resolve) => {
      this.#timer = setInterval(() => {
        this.#silentMs += beatMs;
        if (this.#silentMs < patienceMs) return;
        this.end();
        resolve();
      }, beatMs);
    });
  }

  broken(): void {
    this.#silentMs = 0;
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
