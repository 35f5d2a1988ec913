import type { ModelClient } from '../bridge/contract.ts';
import { settled } from '../bridge/settled.ts';
import type { DreamRequest, Family, PaintRequest, RunRequest, WriteRequest } from '../core/run.ts';
import { DreamRoom } from './dreamRoom.svelte.ts';
import { PaintRoom } from './paintRoom.svelte.ts';
import type { Room } from './room.svelte.ts';
import type { Requests } from './settings.svelte.ts';
import { WordInFocus } from './wordInFocus.svelte.ts';
import { WriteRoom } from './writeRoom.svelte.ts';

export interface Clients {
  gpt2: ModelClient<WriteRequest>;
  dalle: ModelClient<PaintRequest>;
  diffusion: ModelClient<DreamRequest>;
}

/**
 * One prompt through three models, one after another: two cores serve one model well, three badly.
 * The newest run wins; the older one is told by its signal and ends within a step.
 */
export class Run {
  readonly write: WriteRoom;
  readonly paint: PaintRoom;
  readonly dream: DreamRoom;
  /** The word of the prompt that every view shows. */
  readonly word = new WordInFocus();
  readonly #clients: Clients;
  #controller = new AbortController();
  #turns: Promise<void> = Promise.resolve();
  #pending = $state(0);

  /** `now` is the clock by which the rooms are timed, in milliseconds. */
  constructor(clients: Clients, now: () => number = () => performance.now()) {
    this.#clients = clients;
    this.write = new WriteRoom(now);
    this.paint = new PaintRoom(now);
    this.dream = new DreamRoom(now);
  }

  /** True from the press of Run until the last model has ended. */
  get running(): boolean {
    return this.#pending > 0;
  }

  /** Stops what runs and starts anew. */
  start(requests: Requests): void {
    this.#controller.abort();
    this.#controller = new AbortController();
    this.#queue(this.write, this.#clients.gpt2, requests.gpt2);
    this.#queue(this.paint, this.#clients.dalle, requests.dalle);
    this.#queue(this.dream, this.#clients.diffusion, requests.diffusion);
  }

  stop(): void {
    this.#controller.abort();
  }

  /** Runs one room's last request again, after whatever runs now. */
  retry(family: Family): void {
    if (this.#controller.signal.aborted) this.#controller = new AbortController();
    switch (family) {
      case 'gpt2':
        this.#again(this.write, this.#clients.gpt2);
        return;
      case 'dalle':
        this.#again(this.paint, this.#clients.dalle);
        return;
      case 'diffusion':
        this.#again(this.dream, this.#clients.diffusion);
        return;
    }
  }

  /** Ends the three workers. */
  dispose(): void {
    this.stop();
    for (const client of Object.values(this.#clients) as ModelClient[]) client.dispose();
  }

  #again<R extends RunRequest>(room: Room<R>, client: ModelClient<R>): void {
    if (room.request !== null) this.#queue(room, client, room.request);
  }

  #queue<R extends RunRequest>(room: Room<R>, client: ModelClient<R>, request: R): void {
    const { hear, end } = room.begin(request);
    const { signal } = this.#controller;
    this.#pending++;
    this.#turns = this.#turns.then(async () => {
      // What a room cannot fold, such as a recording that somebody forged, ends that room only.
      end(
        signal.aborted
          ? { status: 'stopped' }
          : await settled(() => client.run(request, hear, signal)),
      );
      this.#pending--;
    });
  }
}
