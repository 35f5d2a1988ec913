import type { ModelClient } from '../bridge/contract.ts';
import type { RunRequest } from '../core/run.ts';
import type { Room } from '../state/room.svelte.ts';

/** Something tried out on one live model, beside the learner's run: shown in a room of its own. */
export class Trial<R extends RunRequest, M extends Room<R>> {
  readonly room: M;
  readonly #client: ModelClient<R>;
  #controller = new AbortController();
  #isRunning = $state(false);

  constructor(client: ModelClient<R>, room: M) {
    this.#client = client;
    this.room = room;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Runs a request; one that runs already is stopped. Resolves when it has ended, whatever its end. */
  async start(request: R): Promise<void> {
    this.stop();
    const controller = new AbortController();
    this.#controller = controller;
    this.#isRunning = true;
    const listener = this.room.begin(request);
    listener.end(await this.#client.run(request, listener.hear, controller.signal));
    if (this.#controller === controller) this.#isRunning = false;
  }

  stop(): void {
    this.#controller.abort();
  }
}

/** Several requests of one model, one after another, each in a room of its own; a stop ends them all. */
export class Series<R extends RunRequest, M extends Room<R>> {
  readonly #client: ModelClient<R>;
  readonly #makeRoom: () => M;
  #rooms = $state.raw<readonly M[]>([]);
  #controller = new AbortController();
  #isRunning = $state(false);

  constructor(client: ModelClient<R>, makeRoom: () => M) {
    this.#client = client;
    this.#makeRoom = makeRoom;
  }

  /** A room for each request, in order; those behind the present one wait. */
  get rooms(): readonly M[] {
    return this.#rooms;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  async start(requests: readonly R[]): Promise<void> {
    this.stop();
    const controller = new AbortController();
    this.#controller = controller;
    this.#isRunning = true;
    const entries = requests.map((request) => {
      const room = this.#makeRoom();
      return { request, room, listener: room.begin(request) };
    });
    this.#rooms = entries.map(({ room }) => room);
    for (const { request, listener } of entries) {
      listener.end(await this.#client.run(request, listener.hear, controller.signal));
    }
    if (this.#controller === controller) this.#isRunning = false;
  }

  stop(): void {
    this.#controller.abort();
  }
}
