import type { ModelClient } from '../bridge/contract.ts';
import { families } from '../core/run.ts';
import type { Clients } from './run.svelte.ts';

const never = new AbortController().signal;

/**
 * Opens the models one after another while somebody still types, so that the run finds them open. Only
 * once in a visit; not before `mayLoad` settles, and no further one after `stop`: from then on the run
 * opens what it needs.
 */
export class Warming {
  readonly #clients: Clients;
  readonly #mayLoad: () => Promise<void>;
  #isBegun = false;
  #isOver = false;

  constructor(clients: Clients, mayLoad: () => Promise<void>) {
    this.#clients = clients;
    this.#mayLoad = mayLoad;
  }

  async begin(): Promise<void> {
    if (this.#isBegun) return;
    this.#isBegun = true;
    await this.#mayLoad();
    for (const family of families) {
      if (this.#isOver) return;
      const client: ModelClient = this.#clients[family];
      // What goes wrong here goes wrong again in the run, which tells it.
      await client.load(() => undefined, never);
    }
  }

  stop(): void {
    this.#isOver = true;
  }
}
