import type { ModelClient } from '../bridge/contract.ts';
import { families, type Family } from '../core/run.ts';
import type { Clients } from './run.svelte.ts';

const never = new AbortController().signal;

/**
 * Opens the models one after another while somebody still reads or types, so that the run finds them
 * open. Each only once in a visit; not before `mayLoad` settles, and no further one after `stop`: from
 * then on the run opens what it needs.
 */
export class Warming {
  readonly #clients: Clients;
  readonly #mayLoad: () => Promise<void>;
  readonly #begun = new Set<Family>();
  #opening: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(clients: Clients, mayLoad: () => Promise<void>) {
    this.#clients = clients;
    this.#mayLoad = mayLoad;
  }

  /** Opens these models, after those that were begun before. */
  begin(asked: readonly Family[] = families): Promise<void> {
    for (const family of asked) {
      if (this.#begun.has(family)) continue;
      this.#begun.add(family);
      this.#opening = this.#opening.then(() => this.#open(family));
    }
    return this.#opening;
  }

  stop(): void {
    this.#isOver = true;
  }

  async #open(family: Family): Promise<void> {
    await this.#mayLoad();
    if (this.#isOver) return;
    const client: ModelClient = this.#clients[family];
    // What goes wrong here goes wrong again in the run, which tells it.
    await client.load(() => undefined, never);
  }
}
