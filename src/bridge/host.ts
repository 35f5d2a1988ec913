import type { Endpoint, Remote } from 'comlink';
import { expose, releaseProxy, transfer } from 'comlink';
import { toFailure } from '../core/failure.ts';
import type { Engine, RunEvent, RunRequest } from '../core/run.ts';
import type { Emit, Host, WireOutcome } from './wire.ts';
import { buffersOf, failed } from './wire.ts';

/**
 * Offers one engine to the page. Calls run one after another, so that a new run waits for the
 * stopped one to end. `await emit` keeps events in order, lets a slow page hold the engine back,
 * and gives the worker the message turn in which a stop can arrive.
 */
export function serve(engine: Engine, endpoint: Endpoint): void {
  expose(new EngineHost(engine), endpoint);
}

class EngineHost implements Host {
  readonly #engine: Engine;
  readonly #running = new Map<number, AbortController>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  hold(name: string): Promise<void> {
    return new Promise((resolve) => {
      void navigator.locks.request(name, () => {
        resolve();
        return new Promise<never>(() => undefined);
      });
    });
  }

  load(id: number, emit: Emit): Promise<WireOutcome> {
    return this.#queue(id, (signal) => this.#engine.load(signal), emit);
  }

  run(id: number, request: RunRequest, emit: Emit): Promise<WireOutcome> {
    return this.#queue(id, (signal) => this.#engine.run(request, signal), emit);
  }

  stop(id: number): void {
    this.#running.get(id)?.abort();
  }

  #queue(
    id: number,
    start: (signal: AbortSignal) => AsyncGenerator<RunEvent, void, void>,
    emit: Emit,
  ): Promise<WireOutcome> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    const outcome = this.#last
      .then(() => pump(start(controller.signal), controller.signal, emit))
      .finally(() => {
        this.#running.delete(id);
        (emit as Partial<Remote<Emit>>)[releaseProxy]?.();
      });
    this.#last = outcome;
    return outcome;
  }
}

/** Passes every event on; never rejects, so a queue survives its own failures. */
async function pump(
  events: AsyncGenerator<RunEvent, void, void>,
  signal: AbortSignal,
  emit: Emit,
): Promise<WireOutcome> {
  try {
    signal.throwIfAborted();
    for await (const event of events) {
      await emit(transfer(event, buffersOf(event)));
      signal.throwIfAborted();
    }
    return { status: 'done' };
  } catch (thrown) {
    return failed(toFailure(thrown));
  }
}
