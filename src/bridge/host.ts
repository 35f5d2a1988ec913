import type { Endpoint, Remote } from 'comlink';
import { expose, releaseProxy, transfer } from 'comlink';
import { toFailure } from '../core/failure.ts';
import { forgetLastMatch } from '../core/lastMatch.ts';
import { messageTurn } from '../core/messageTurn.ts';
import type { Brought } from '../packs/standard/brought.ts';
import type { Service } from './contract.ts';
import type { Emit, Host, Opening, WireOutcome } from './wire.ts';
import { buffersOf, failed } from './wire.ts';

/**
 * Offers one engine, or another service, built from the address of the packs, to the page. Calls run one after another,
 * so that a new run waits for the stopped one to end. The engine goes on while the page shows what it
 * told, but no more than `mostUnheard` events ahead: so a slow page still holds it back. Between two
 * events the worker has a message turn, in which a stop can arrive.
 */
export function serve<Request, Event>(
  create: (models: URL, brought?: Brought) => Service<Request, Event>,
  endpoint: Endpoint,
): void {
  expose(new ServiceHost(create), endpoint);
}

/** Codes of DALL-E come every 5 ms, a page draws every 16: with one at a time half of a painting was waiting. */
const mostUnheard = 8;

class ServiceHost<Request, Event> implements Host {
  readonly #create: (models: URL, brought?: Brought) => Service<Request, Event>;
  readonly #running = new Map<number, AbortController>();
  #service: Service<Request, Event> | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(create: (models: URL, brought?: Brought) => Service<Request, Event>) {
    this.#create = create;
  }

  async open({ models, brought, lock }: Opening): Promise<void> {
    this.#service = this.#create(new URL(models), brought);
    if (lock !== undefined) await holdForLife(lock);
  }

  load(id: number, emit: Emit): Promise<WireOutcome> {
    return this.#queue(id, (service, signal) => service.load(signal), emit);
  }

  run(id: number, request: unknown, emit: Emit): Promise<WireOutcome> {
    return this.#queue(id, (service, signal) => service.run(request as Request, signal), emit);
  }

  stop(id: number): void {
    this.#running.get(id)?.abort();
  }

  #queue(id: number, start: Start<Request, Event>, emit: Emit): Promise<WireOutcome> {
    const service = this.#service;
    if (service === null) throw new Error('open() comes before all else');
    const { signal } = this.#track(id);
    const outcome = this.#last
      .then(() => pump(() => start(service, signal), signal, emit))
      .finally(() => {
        this.#running.delete(id);
        forgetLastMatch();
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

type Start<Request, Event> = (
  service: Service<Request, Event>,
  signal: AbortSignal,
) => AsyncGenerator<Event, void, void>;

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
  start: () => AsyncGenerator<unknown, void, void>,
  signal: AbortSignal,
  emit: Emit,
): Promise<WireOutcome> {
  const unheard: Promise<void>[] = [];
  try {
    signal.throwIfAborted();
    for await (const event of start()) {
      const heard = Promise.resolve(emit(transfer(event, buffersOf(event))));
      // It is awaited later, when it may have failed long since.
      heard.catch(() => undefined);
      unheard.push(heard);
      if (unheard.length > mostUnheard) await unheard.shift();
      await messageTurn();
      signal.throwIfAborted();
    }
    await Promise.all(unheard);
    return { status: 'done' };
  } catch (thrown) {
    await Promise.allSettled(unheard);
    return failed(toFailure(thrown));
  }
}
