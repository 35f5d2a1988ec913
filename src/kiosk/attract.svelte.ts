import { Replay } from '../state/replay.svelte.ts';
import { Run, type Clients } from '../state/run.svelte.ts';
import type { Requests } from '../state/settings.svelte.ts';
import type { Shelf, ShelvedRun } from '../state/shelf.svelte.ts';
import { Library } from './library.ts';

/** What is shown while nobody is there. */
export interface Display {
  run: Run;
  /** The sentence as the models read it. */
  prompt: string;
  isLive: boolean;
}

/** What the loop draws from. */
export interface Show {
  shelf: Shelf;
  clients: Clients;
  /** The next live run; null where the models are not to draw alone. */
  nextRequests: () => Requests | null;
  /** Told of a live run that has ended. */
  onLiveEnd: (run: Run) => void;
}

/** How long a finished picture stays, and the pause where there is nothing to show. */
const stayMs = 8000;
const pollMs = 250;

/** The loop that plays to an empty room: each recorded run, then a live one, and round again. */
export class AttractLoop {
  readonly #show: Show;
  readonly #library: Library;
  #display = $state.raw<Display | null>(null);
  #controller = new AbortController();

  constructor(show: Show) {
    this.#show = show;
    this.#library = new Library(show.shelf);
  }

  get display(): Display | null {
    return this.#display;
  }

  /** Plays until `stop`. */
  start(): void {
    this.stop();
    this.#controller = new AbortController();
    void this.#loop(this.#controller.signal);
  }

  stop(): void {
    this.#controller.abort();
    this.#display?.run.stop();
    this.#display = null;
  }

  async #loop(signal: AbortSignal): Promise<void> {
    const isOver = (): boolean => signal.aborted;
    while (!isOver()) {
      for (const shelved of this.#show.shelf.runs) {
        await this.#replay(shelved, signal);
        if (isOver()) return;
      }
      await this.#live(signal);
      if (this.#display === null) await rest(stayMs, signal);
    }
  }

  async #replay(shelved: ShelvedRun, signal: AbortSignal): Promise<void> {
    const recording = await this.#library.recording(shelved);
    if (recording === null || signal.aborted) return;
    const replay = new Replay(recording);
    replay.start();
    await this.#watch({ run: replay.run, prompt: recording.prompt, isLive: false }, signal);
  }

  async #live(signal: AbortSignal): Promise<void> {
    const requests = this.#show.nextRequests();
    if (requests === null || signal.aborted) return;
    const run = new Run(this.#show.clients);
    run.start(requests);
    await this.#watch({ run, prompt: requests.diffusion.prompt, isLive: true }, signal);
    this.#show.onLiveEnd(run);
  }

  async #watch(display: Display, signal: AbortSignal): Promise<void> {
    this.#display = display;
    while (display.run.running && !signal.aborted) await rest(pollMs, signal);
    await rest(stayMs, signal);
  }
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
