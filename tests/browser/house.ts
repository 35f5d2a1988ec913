import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import App from '../../src/App.svelte';
import { createModelClient, modelsUrl } from '../../src/bridge/client.ts';
import type { ModelClient } from '../../src/bridge/contract.ts';
import type { PaintRequest, RunEvent, RunRequest, WriteRequest } from '../../src/core/run.ts';
import type { Clients } from '../../src/state/run.svelte.ts';
import '../../src/ui/theme.css';
import { fakeModel } from '../fakes/model.ts';

export interface House {
  events: RunEvent[];
  /** Called with each event after the page has heard it. */
  onEvent: (event: RunEvent) => void;
  /** The worker that started as number `index`; 0 is the first. */
  worker: (index: number) => Worker | undefined;
}

/** The whole page over the real workers and the shipped packs (or `other` models), with an ear on every event. */
export async function openHouse(other: Partial<Clients> = {}): Promise<House> {
  const workers = watchWorkers();
  const house: House = {
    events: [],
    onEvent: () => undefined,
    worker: (index) => workers[index],
  };
  const clients: Clients = {
    gpt2: overheard(other.gpt2 ?? createModelClient('gpt2'), house),
    dalle: overheard(other.dalle ?? createModelClient('dalle'), house),
    diffusion: overheard(other.diffusion ?? createModelClient('diffusion'), house),
  };
  await render(App, { clients, models: new URL(modelsUrl()) });
  return house;
}

/** The page with the real Stable Diffusion; the other two only keep their turns. */
export function openDreamHouse() {
  return openHouse({
    gpt2: fakeModel<WriteRequest>('gpt2', { paceMs: 0 }),
    dalle: fakeModel<PaintRequest>('dalle', { paceMs: 0 }),
  });
}

export function room(name: 'Write' | 'Paint' | 'Dream') {
  return page.getByRole('region', { name, exact: true });
}

export function button(name: string) {
  return page.getByRole('button', { name, exact: true });
}

function overheard<R extends RunRequest>(client: ModelClient<R>, house: House): ModelClient<R> {
  const ear = (onEvent: (event: RunEvent) => void) => (event: RunEvent) => {
    onEvent(event);
    house.events.push(event);
    house.onEvent(event);
  };
  return {
    load: (onEvent, signal) => client.load(ear(onEvent), signal),
    run: (request, onEvent, signal) => client.run(request, ear(onEvent), signal),
    dispose: () => {
      client.dispose();
    },
  };
}

/** Every worker that is started from now on, in order. */
function watchWorkers(): Worker[] {
  const started: Worker[] = [];
  const Real = globalThis.Worker;
  globalThis.Worker = class extends Real {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      started.push(this);
    }
  };
  return started;
}
