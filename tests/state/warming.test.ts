import { expect, it } from 'vitest';
import type { ModelClient } from '../../src/bridge/contract.ts';
import { families, type Family } from '../../src/core/run.ts';
import type { Clients } from '../../src/state/run.svelte.ts';
import { Warming } from '../../src/state/warming.ts';

function models(onLoad: (family: Family) => void = () => undefined) {
  const loaded: Family[] = [];
  const client = (family: Family): ModelClient => ({
    load() {
      loaded.push(family);
      onLoad(family);
      return Promise.resolve({ status: 'done' });
    },
    run: () => Promise.resolve({ status: 'done' }),
    dispose: () => undefined,
  });
  const clients = Object.fromEntries(families.map((family) => [family, client(family)]));
  return { clients: clients as unknown as Clients, loaded };
}

it('the models are opened one after another, once', async () => {
  const { clients, loaded } = models();
  const warming = new Warming(clients, () => Promise.resolve());
  await Promise.all([warming.begin(), warming.begin()]);
  expect(loaded).toEqual([...families]);
});

it('the one that was begun first is not opened again, and the others wait for it', async () => {
  const { clients, loaded } = models();
  const warming = new Warming(clients, () => Promise.resolve());
  await warming.begin(['gpt2']);
  expect(loaded).toEqual(['gpt2']);
  await warming.begin();
  expect(loaded).toEqual([...families]);
});

it('a run that begins meanwhile opens the others itself', async () => {
  const { clients, loaded } = models(() => {
    warming.stop();
  });
  const warming = new Warming(clients, () => Promise.resolve());
  await warming.begin();
  expect(loaded).toEqual(['gpt2']);
});

it('nothing is opened where nothing may be fetched unasked', async () => {
  const { clients, loaded } = models();
  void new Warming(clients, () => new Promise(() => undefined)).begin();
  await Promise.resolve();
  expect(loaded).toEqual([]);
});
