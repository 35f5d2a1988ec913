import type { ModelClient } from '../bridge/contract.ts';
import type { RunRequest } from '../core/run.ts';
import type { Clients } from './run.svelte.ts';

/** The clients of which, while `spares()`, only one has a worker: each call ends the others' first. */
export function oneAtATime(clients: Clients, spares: () => boolean): Clients {
  const { gpt2, dalle, diffusion } = clients;
  const endOthers = (mine: object): void => {
    if (!spares()) return;
    for (const other of [gpt2, dalle, diffusion]) if (other !== mine) other.dispose();
  };
  return {
    gpt2: sparing(gpt2, endOthers),
    dalle: sparing(dalle, endOthers),
    diffusion: sparing(diffusion, endOthers),
  };
}

function sparing<R extends RunRequest>(
  client: ModelClient<R>,
  endOthers: (mine: object) => void,
): ModelClient<R> {
  return {
    load: (onEvent, signal) => {
      endOthers(client);
      return client.load(onEvent, signal);
    },
    run: (request, onEvent, signal) => {
      endOthers(client);
      return client.run(request, onEvent, signal);
    },
    dispose: () => {
      client.dispose();
    },
  };
}
