import { version } from '../../package.json';
import type { ModelClient } from '../bridge/contract.ts';
import type { Recording, Take, TimedEvent } from '../core/recording.ts';
import type { Family, RunEvent, RunRequest } from '../core/run.ts';
import type { Clients } from './run.svelte.ts';
import type { Requests } from './settings.svelte.ts';

/** Listens to one model's run; the events are the page's own, so that listening costs no copy. */
class OpenTake {
  readonly #events: TimedEvent[] = [];
  #startedAt: number | null = null;
  ended: Take['ended'] = 'stopped';

  /** Loading is not part of a run: the file opens where nothing is loaded. */
  hear(event: RunEvent): void {
    if (event.type === 'loading') return;
    const now = performance.now();
    this.#startedAt ??= now;
    this.#events.push({ atMs: now - this.#startedAt, event });
  }

  get take(): Take {
    return { events: this.#events.slice(), ended: this.ended };
  }
}

/** Keeps what the models reported in the newest run, so that it can be saved as a file. */
export class Recorder {
  #asked: { prompt: string; requests: Requests; madeAt: Date } | null = null;
  readonly #takes = new Map<Family, OpenTake>();

  /** Forgets the run before; `prompt` is as it was typed. */
  begin(prompt: string, requests: Requests): void {
    this.#takes.clear();
    this.#asked = { prompt, requests, madeAt: new Date() };
  }

  /** The clients with an ear on each. */
  overhear({ gpt2, dalle, diffusion }: Clients): Clients {
    return {
      gpt2: this.#overheard(gpt2),
      dalle: this.#overheard(dalle),
      diffusion: this.#overheard(diffusion),
    };
  }

  /** The newest run as it stands, without the models that failed; null before the first. */
  recording(packs: Recording['packs']): Recording | null {
    if (this.#asked === null) return null;
    const { prompt, requests, madeAt } = this.#asked;
    const takes = Array.from(this.#takes, ([family, { take }]) => [family, take] as const);
    return {
      madeAt: madeAt.toISOString(),
      version,
      prompt,
      requests,
      takes: Object.fromEntries(takes.filter(([, { events }]) => events.length > 0)),
      packs,
    };
  }

  #overheard<R extends RunRequest>(client: ModelClient<R>): ModelClient<R> {
    return {
      load: (onEvent, signal) => client.load(onEvent, signal),
      run: async (request, onEvent, signal) => {
        const take = new OpenTake();
        this.#takes.set(request.family, take);
        const hear = (event: RunEvent): void => {
          take.hear(event);
          onEvent(event);
        };
        const outcome = await client.run(request, hear, signal);
        if (outcome.status !== 'failed') take.ended = outcome.status;
        else if (this.#takes.get(request.family) === take) this.#takes.delete(request.family);
        return outcome;
      },
      dispose: () => {
        client.dispose();
      },
    };
  }
}
