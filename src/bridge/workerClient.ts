import type { Remote } from 'comlink';
import { proxy, wrap } from 'comlink';
import { Failure, toFailure } from '../core/failure.ts';
import type { Brought } from '../packs/standard/brought.ts';
import type { Client, PackChoice, RunOutcome } from './contract.ts';
import { tellRunning } from './running.ts';
import type { Emit, Host, Opening, WireOutcome } from './wire.ts';
import { failed, fromWire } from './wire.ts';

/** A service behind a worker that is started when first needed; this client owns its death. */
export class WorkerClient<Request, Event> implements Client<Request, Event>, PackChoice {
  readonly #start: () => Worker;
  readonly #models: string;
  #brought: Brought | null = null;
  #link: Link | null = null;
  #lastId = 0;

  /** `models` is the address of the folder of packs. */
  constructor(start: () => Worker, models: string) {
    this.#start = start;
    this.#models = models;
  }

  load(onEvent: (event: Event) => void, signal: AbortSignal): Promise<RunOutcome> {
    return this.#call(onEvent, signal, (host, id, emit) => host.load(id, emit));
  }

  run(request: Request, onEvent: (event: Event) => void, signal: AbortSignal): Promise<RunOutcome> {
    return this.#call(onEvent, signal, (host, id, emit) => host.run(id, request, emit));
  }

  bring(brought: Brought | null): void {
    this.dispose();
    this.#brought = brought;
  }

  dispose(): void {
    this.#link?.end(stopped);
    this.#link = null;
  }

  async #call(
    onEvent: (event: Event) => void,
    signal: AbortSignal,
    invoke: (host: Remote<Host>, id: number, emit: Emit) => Promise<WireOutcome>,
  ): Promise<RunOutcome> {
    if (signal.aborted) return fromWire(stopped);
    const link = this.#open();
    const id = ++this.#lastId;
    const emit = proxy((event: unknown) => {
      if (!signal.aborted) onEvent(event as Event);
    });
    const stop = () => void link.host.stop(id);
    signal.addEventListener('abort', stop, { once: true });
    const endRunning = tellRunning();
    try {
      // A worker that was still starting has not heard of a stop.
      const call = link.ready.then(() => {
        return signal.aborted ? stopped : invoke(link.host, id, emit);
      });
      const outcome = await Promise.race([call, link.ended]);
      if (leavesRuin(outcome)) this.dispose();
      return fromWire(outcome);
    } catch (thrown) {
      return fromWire(failed(toFailure(thrown)));
    } finally {
      signal.removeEventListener('abort', stop);
      endRunning();
    }
  }

  #broughtPack(): { brought?: Brought } {
    return this.#brought === null ? {} : { brought: this.#brought };
  }

  #open(): Link {
    const link =
      this.#link ?? new Link(this.#start(), { models: this.#models, ...this.#broughtPack() });
    if (this.#link === null) {
      this.#link = link;
      void link.ended.then(() => {
        if (this.#link === link) this.#link = null;
      });
    }
    return link;
  }
}

/**
 * One worker's life. A worker that dies leaves pending calls unanswered for ever, so each is raced
 * with `ended`. Death is seen by a lock that the worker holds while it lives: the browser hands it
 * to the page when the worker is gone, however it went.
 */
class Link {
  readonly host: Remote<Host>;
  readonly ready: Promise<void>;
  readonly ended: Promise<WireOutcome>;
  readonly #worker: Worker;
  readonly #settle: (outcome: WireOutcome) => void;

  constructor(worker: Worker, opening: Opening) {
    this.#worker = worker;
    this.host = wrap<Host>(worker);
    const { promise, resolve } = settleable<WireOutcome>();
    this.ended = promise;
    this.#settle = resolve;
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#die(event.message);
    });
    this.ready = this.#open(opening);
  }

  end(outcome: WireOutcome): void {
    this.#settle(outcome);
    this.#worker.terminate();
  }

  #die(detail: string): void {
    this.end(failed(new Failure('workerDied', detail)));
  }

  async #open(opening: Opening): Promise<void> {
    const locks = (globalThis as { navigator?: { locks?: LockManager } }).navigator?.locks;
    if (locks === undefined) return this.host.open(opening);
    const lock = `windowsill-${crypto.randomUUID()}`;
    await this.host.open({ ...opening, lock });
    void locks.request(lock, () => {
      this.#die('');
    });
  }
}

const stopped: WireOutcome = { status: 'stopped' };

/** After these, memory or runtime of the worker cannot be trusted: the next call gets a new one. */
function leavesRuin(outcome: WireOutcome): boolean {
  return (
    outcome.status === 'failed' && (outcome.kind === 'outOfMemory' || outcome.kind === 'internal')
  );
}

function settleable<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
