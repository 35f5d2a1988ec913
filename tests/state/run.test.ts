import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ModelClient, RunOutcome } from '../../src/bridge/contract.ts';
import type { WriteRequest } from '../../src/core/run.ts';
import { Run } from '../../src/state/run.svelte.ts';
import { clientsOf, kinds, settle, smallSettings } from '../fakes/run.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a run', () => {
  it('fills the three rooms one after another', async () => {
    const run = new Run(clientsOf());
    run.start(smallSettings().requests('a cat'));
    expect(kinds(run)).toEqual(['waiting', 'waiting', 'waiting']);
    await settle(run);
    expect(kinds(run)).toEqual(['done', 'done', 'done']);
    expect(run.write.tokens.map(({ text }) => text).join('')).toBe(run.write.result?.text);
    expect(run.paint.codes).toHaveLength(256);
    expect(run.paint.rows).toHaveLength(16);
    expect(run.dream.steps.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
    expect(run.dream.picture).toMatchObject({ width: 512, height: 512 });
    expect(run.dream.film.length).toBe(5);
    expect(run.paint.film.length).toBe(257);
  });

  it('stops: the room at work keeps what it has, the rooms after it do not begin', async () => {
    const run = new Run(clientsOf());
    run.start(smallSettings().requests('a cat'));
    await vi.waitFor(() => {
      expect(run.write.tokens.length).toBeGreaterThan(2);
    });
    run.stop();
    await settle(run);
    expect(kinds(run)).toEqual(['stopped', 'stopped', 'stopped']);
    expect(run.write.tokens.length).toBeGreaterThan(2);
    expect(run.paint.codes).toHaveLength(0);
  });

  it('gives way to a newer run, whose results alone are shown', async () => {
    const run = new Run(clientsOf());
    const settings = smallSettings();
    run.start(settings.requests('a cat'));
    await vi.waitFor(() => {
      expect(run.write.tokens.length).toBeGreaterThan(2);
    });
    run.start(settings.requests('a dog'));
    expect(run.write.tokens).toHaveLength(0);
    await settle(run);
    expect(run.write.request?.prompt).toBe('a dog');
    expect(kinds(run)).toEqual(['done', 'done', 'done']);
    expect(run.write.tokens.map(({ index }) => index)).toEqual([...run.write.tokens.keys()]);
  });

  it('tells the older run by its signal before the newer one begins', async () => {
    const order: string[] = [];
    let calls = 0;
    const watched: ModelClient<WriteRequest> = {
      ...clientsOf().gpt2,
      async run(_request, _onEvent, signal): Promise<RunOutcome> {
        const call = ++calls;
        order.push(`${call} begins`);
        if (call > 1) return { status: 'done' };
        await new Promise((resolve) => {
          signal.addEventListener('abort', resolve);
        });
        order.push(`${call} is told`);
        return { status: 'stopped' };
      },
    };
    const run = new Run({ ...clientsOf(), gpt2: watched });
    const settings = smallSettings();
    run.start(settings.requests('a cat'));
    await vi.waitFor(() => {
      expect(calls).toBe(1);
    });
    run.start(settings.requests('a dog'));
    await settle(run);
    expect(order).toEqual(['1 begins', '1 is told', '2 begins']);
  });

  it('goes on past a model that throws, be it at once or later', async () => {
    const thrown = new TypeError('it broke');
    const clients = clientsOf();
    const run = new Run({
      gpt2: {
        ...clients.gpt2,
        run: () => {
          throw thrown;
        },
      },
      dalle: { ...clients.dalle, run: () => Promise.reject(thrown) },
      diffusion: clients.diffusion,
    });
    run.start(smallSettings().requests('a cat'));
    await settle(run);
    expect(kinds(run)).toEqual(['failed', 'failed', 'done']);
    expect(run.write.status).toMatchObject({ failure: { kind: 'internal', detail: 'it broke' } });
  });

  it('goes on past a failed room, which tries again when asked', async () => {
    const run = new Run(clientsOf({ dalle: { paceMs: 0, failure: 'packBroken' } }));
    run.start(smallSettings().requests('a cat'));
    await settle(run);
    expect(kinds(run)).toEqual(['done', 'failed', 'done']);
    run.retry('dalle');
    await settle(run);
    expect(kinds(run)).toEqual(['done', 'done', 'done']);
  });
});
