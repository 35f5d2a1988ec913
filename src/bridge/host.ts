import type { Endpoint, Remote } from 'comlink';
import { expose, releaseProxy, transfer } from 'comlink';
import { toFailure } from '../core/failure.ts';
import type { Engine, RunEvent, RunRequest } from '../core/run.ts';
import type { Emit, Host, Opening, WireOutcome } from './wire.ts';
import { buffersOf, failed } from './wire.ts';

/**
 * Offers one engine, built from the address of the packs, to the page. Calls run one after another,
 * so that a new run waits for the stopped one to end. `await emit` keeps events in order, lets a
 * slow page hold the engine back, and gives the worker the message turn in which a stop can arrive.
 */
export function serve(create: (models: URL) => Engine, endpoint: Endpoint): void {
  expose(new EngineHost(create), endpoint);
}

class EngineHost implements Host {
  readonly #create: (models: URL) => Engine;
  readonly #running = new Map<number, AbortController>();
  #engine: Engine | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(create: (models: URL) => Engine) {
    this.#create = create;
  }

  async open({ models, lock }: Opening): Promise<void> {
    this.#engine = this.#create(new URL(models));
    if (lock !== undefined) await holdForLife(lock);
  }

  load(id: number, emit: Emit): Promise<WireOutcome> {
    return this.#queue(id, (engine, signal) => engine.load(signal), emit);
  }

  run(id: number, request: RunRequest, emit: Emit): Promise<WireOutcome> {
    return this.#queue(id, (engine, signal) => engine.run(request, signal), emit);
  }

  stop(id: number): void {
    this.#running.get(id)?.abort();
  }

  #queue(id: number, start: Start, emit: Emit): Promise<WireOutcome> {
    const engine = this.#engine;
    if (engine === null) throw new Error('open() comes before all else');
    const { signal } = this.#track(id);
    const outcome = this.#last
      .then(() => pump(() => start(engine, signal), signal, emit))
      .finally(() => {
        this.#running.delete(id);
        (emit as Partial<Remote<Emit>>)[releaseProxy]?.();
      });
    this.#last = outcome;
    return outcome;
  }

  #track(id: number): AbortController {
    const controller = new AbortController();
    this.#running.set(id, controller);
    return controller;
  }
}

type Start = (engine: Engine, signal: AbortSignal) => AsyncGenerator<RunEvent, void, void>;

function holdForLife(lock: string): Promise<void> {
  return new Promise((resolve) => {
    void navigator.locks.request(lock, () => {
      resolve();
      return new Promise<never>(() => undefined);
    });
  });
}

/** Passes every event on; never rejects, so a queue survives its own failures. */
async function pump(
  start: () => AsyncGenerator<RunEvent, void, void>,
  signal: AbortSignal,
  emit: Emit,
): Promise<WireOutcome> {
  try {
    signal.throwIfAborted();
    for await (const event of start()) {
      await emit(transfer(event, buffersOf(event)));
      signal.throwIfAborted();
    }
    return { status: 'done' };
  } catch (thrown) {
    return failed(toFailure(thrown));
  }
}
