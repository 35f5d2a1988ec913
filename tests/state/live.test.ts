import { expect, test, vi } from 'vitest';
import type { ModelClient } from '../../src/bridge/contract.ts';
import type { DreamRequest, RunEvent } from '../../src/core/run.ts';
import { Live } from '../../src/state/live.svelte.ts';
import { pixels } from '../fakes/engine.ts';

/** A model that makes a picture when it is told to, and notes what it was asked. */
function handModel() {
  const asked: string[] = [];
  const stopped: string[] = [];
  let finish: () => void = () => undefined;
  const client: ModelClient<DreamRequest> = {
    load: () => Promise.resolve({ status: 'done' }),
    run: ({ prompt, seed }, onEvent: (event: RunEvent) => void, signal) =>
      new Promise((resolve) => {
        asked.push(prompt);
        signal.addEventListener('abort', () => {
          stopped.push(prompt);
          resolve({ status: 'stopped' });
        });
        finish = () => {
          const result = { kind: 'picture', picture: pixels(2, 2) } as const;
          onEvent({ type: 'done', family: 'diffusion', seed, result, elapsedMs: 1 });
          resolve({ status: 'done' });
        };
      }),
    dispose: () => undefined,
  };
  return {
    client,
    asked,
    stopped,
    finish: () => {
      finish();
    },
  };
}

const wish = (prompt: string) => ({ family: 'diffusion' as const, prompt, seed: 1 });

test('the newest wins: what was asked between is never made', async () => {
  const { client, asked, stopped, finish } = handModel();
  const live = new Live(client);
  live.turnOn();
  for (const prompt of ['a', 'b', 'c']) live.ask(wish(prompt));
  await vi.waitFor(() => {
    expect(asked).toEqual(['a', 'c']);
  });
  expect(stopped).toEqual(['a']);
  finish();
  await vi.waitFor(() => {
    expect([live.made, live.isWhole]).toEqual([1, true]);
  });
});

test('somebody who types on and on sees a picture: one that is due is finished, then the newest is made', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  const { client, asked, stopped, finish } = handModel();
  const live = new Live(client);
  live.turnOn();
  live.ask(wish('a'));
  now.mockReturnValue(1000);
  for (const prompt of ['b', 'c']) live.ask(wish(prompt));
  expect(stopped).toEqual([]);
  finish();
  await vi.waitFor(() => {
    expect(asked).toEqual(['a', 'c']);
  });
  expect(live.made).toBe(1);
  live.ask(wish('d'));
  expect(stopped).toEqual(['c']);
  now.mockRestore();
});

test('a run has the model at once, and afterwards the picture that was broken off is made', async () => {
  const { client, asked, stopped, finish } = handModel();
  const live = new Live(client);
  live.turnOn();
  live.ask(wish('a'));
  live.hold(true);
  await vi.waitFor(() => {
    expect(stopped).toEqual(['a']);
  });
  live.ask(wish('b'));
  expect(asked).toEqual(['a']);
  live.hold(false);
  await vi.waitFor(() => {
    expect(asked).toEqual(['a', 'b']);
  });
  finish();
});

test('turned off, it stops and asks for nothing', async () => {
  const { client, asked, stopped } = handModel();
  const live = new Live(client);
  live.ask(wish('never'));
  live.turnOn();
  live.ask(wish('a'));
  live.turnOff();
  live.ask(wish('b'));
  await vi.waitFor(() => {
    expect(stopped).toEqual(['a']);
  });
  expect(asked).toEqual(['a']);
});

test('a brought pack runs with its own sampler, also after a run has had the model', async () => {
  const samplers: string[] = [];
  const { client, stopped, finish } = handModel();
  const live = new Live({
    ...client,
    run: (request, onEvent, signal) => {
      samplers.push(request.sampler);
      return client.run(request, onEvent, signal);
    },
  });
  live.suggest({ steps: 4, guidance: 1, sampler: 'lcm' });
  live.turnOn();
  live.ask(wish('a'), 'pndm');
  live.hold(true);
  await vi.waitFor(() => {
    expect(stopped).toEqual(['a']);
  });
  live.hold(false);
  await vi.waitFor(() => {
    expect(samplers).toEqual(['pndm', 'pndm']);
  });
  finish();
  await vi.waitFor(() => {
    expect(live.made).toBe(1);
  });
  live.ask(wish('b'));
  await vi.waitFor(() => {
    expect(samplers).toEqual(['pndm', 'pndm', 'lcm']);
  });
  finish();
});
