import type { ModelClient, RunOutcome } from '../bridge/contract.ts';
import { settled } from '../bridge/settled.ts';
import { Failure } from '../core/failure.ts';
import type { RunRequest } from '../core/run.ts';
import { textsOf } from '../core/texts.ts';
import type { Clients } from './run.svelte.ts';

/**
 * The clients to which only allowed words come, whatever way they took through the page: a run that says
 * more ends at once with a `notAllowed` Failure, and no model hears of it. Where it cannot be told what is
 * allowed, the run fails, too: none of these clients rejects. `asks` hears of every request before that,
 * and what it gives back of the end of it.
 */
export function onlyWords(
  { gpt2, dalle, diffusion }: Clients,
  allows: (texts: readonly string[]) => boolean | Promise<boolean>,
  asks: (request: RunRequest) => (outcome: RunOutcome) => void = () => () => undefined,
): Clients {
  const guarded = <R extends RunRequest>(client: ModelClient<R>): ModelClient<R> => ({
    load: (onEvent, signal) => client.load(onEvent, signal),
    run: async (request, onEvent, signal) => {
      const ended = asks(request);
      const outcome = await settled(async () =>
        (await allows(textsOf(request)))
          ? client.run(request, onEvent, signal)
          : { status: 'failed', failure: new Failure('notAllowed') },
      );
      ended(outcome);
      return outcome;
    },
    dispose: () => {
      client.dispose();
    },
  });
  return { gpt2: guarded(gpt2), dalle: guarded(dalle), diffusion: guarded(diffusion) };
}
