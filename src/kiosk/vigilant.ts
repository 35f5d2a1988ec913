import type { ModelClient, RunOutcome } from '../bridge/contract.ts';
import { Failure } from '../core/failure.ts';
import type { RunEvent, RunRequest } from '../core/run.ts';

/** What the watchdog knows of the page it watches over. */
export interface Watch {
  /** Milliseconds without a word from a model after which it counts as stuck. */
  patienceMs: number;
  /** Told each time that a worker is ended, for being stuck or for having lost its graphics card. */
  onEnded: (family: string) => void;
}

const beatMs = 1000;

/**
 * A model under a watchdog: where it says nothing for too long, its worker is ended and the run fails
 * as `workerDied`; the next run gets a new worker. So do the runs that waited behind it in that worker:
 * they end with it, though nobody stopped them. Time that the whole page slept does not count. A run that
 * lost its graphics card goes on by itself, on the processor; for the next one a new worker asks for the
 * card anew.
 */
export function vigilant<R extends RunRequest>(
  client: ModelClient<R>,
  family: R['family'],
  watch: Watch,
): ModelClient<R> {
  function end(): void {
    watch.onEnded(family);
    client.dispose();
  }

  async function guarded(
    call: (onEvent: (event: RunEvent) => void) => Promise<RunOutcome>,
    onEvent: (event: RunEvent) => void,
    signal: AbortSignal,
  ): Promise<RunOutcome> {
    const silence = new Silence(watch.patienceMs);
    const stuck = silence.tooLong.then((): RunOutcome => {
      end();
      return died();
    });
    const heard = (event: RunEvent): void => {
      silence.broken();
      onEvent(event);
    };
    try {
      const outcome = await Promise.race([call(heard), stuck]);
      return outcome.status === 'stopped' && !signal.aborted ? died() : outcome;
    } finally {
      silence.end();
    }
  }

  return {
    load: (onEvent, signal) => guarded((heard) => client.load(heard, signal), onEvent, signal),
    run: async (request, onEvent, signal) => {
      let losses = 0;
      const outcome = await guarded(
        (heard) => client.run(request, heard, signal),
        (event) => {
          if (event.type === 'stage' && event.placement?.why === 'lost') losses++;
          onEvent(event);
        },
        signal,
      );
      if (losses > 0) end();
      return outcome;
    },
    dispose: () => {
      client.dispose();
    },
  };
}

function died(): RunOutcome {
  return { status: 'failed', failure: new Failure('workerDied') };
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
