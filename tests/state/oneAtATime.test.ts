import { expect, it, vi } from 'vitest';
import type { RunOutcome } from '../../src/bridge/contract.ts';
import { oneAtATime } from '../../src/state/oneAtATime.ts';
import { Run } from '../../src/state/run.svelte.ts';
import { clientsOf, kinds, settle, smallSettings } from '../fakes/run.ts';

it.each([
  [true, 'ends the others before each model of a run, and the run is the same'],
  [false, 'ends nobody while there is memory enough'],
])('sparing memory (%s) %s', async (spares) => {
  const clients = clientsOf();
  const ended: string[] = [];
  const began: string[] = [];
  for (const family of ['gpt2', 'dalle', 'diffusion'] as const) {
    const client = clients[family];
    const run = client.run.bind(client) as (...values: unknown[]) => Promise<RunOutcome>;
    vi.spyOn(client, 'dispose').mockImplementation(() => ended.push(family));
    vi.spyOn(client, 'run').mockImplementation((...values: unknown[]) => {
      began.push(`${family} after ${ended.splice(0).join(', ')}`);
      return run(...values);
    });
  }
  const run = new Run(oneAtATime(clients, () => spares));
  run.start(smallSettings().requests('a cat'));
  await settle(run);
  expect(kinds(run)).toEqual(['done', 'done', 'done']);
  const others = spares ? ['dalle, diffusion', 'gpt2, diffusion', 'gpt2, dalle'] : ['', '', ''];
  expect(began).toEqual(
    ['gpt2', 'dalle', 'diffusion'].map((one, at) => `${one} after ${others[at] ?? ''}`),
  );
});
