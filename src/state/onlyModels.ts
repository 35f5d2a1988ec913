import type { ModelClient } from '../bridge/contract.ts';
import type { Family, RunRequest } from '../core/run.ts';
import type { Clients } from './run.svelte.ts';

/** The clients of which only some models run; the others end at once as if stopped, and load nothing. */
export function onlyModels(clients: Clients, models: () => readonly Family[]): Clients {
  const { gpt2, dalle, diffusion } = clients;
  return {
    gpt2: optional(gpt2, () => models().includes('gpt2')),
    dalle: optional(dalle, () => models().includes('dalle')),
    diffusion: optional(diffusion, () => models().includes('diffusion')),
  };
}

function optional<R extends RunRequest>(
  client: ModelClient<R>,
  runs: () => boolean,
): ModelClient<R> {
  return {
    load: async (onEvent, signal) =>
      runs() ? client.load(onEvent, signal) : { status: 'stopped' },
    run: async (request, onEvent, signal) =>
      runs() ? client.run(request, onEvent, signal) : { status: 'stopped' },
    dispose: () => {
      client.dispose();
    },
  };
}
