import { afterEach, describe, expect, it, vi } from 'vitest';
import { recipeOf } from '../../src/core/recipe.ts';
import { decodeRecording, encodeRecording } from '../../src/core/recording.ts';
import { fillSettings } from '../../src/state/fillSettings.ts';
import { openFile } from '../../src/state/openFile.ts';
import { sameModels } from '../../src/state/packDigests.ts';
import { Recorder } from '../../src/state/recorder.ts';
import { Replay } from '../../src/state/replay.svelte.ts';
import { Run } from '../../src/state/run.svelte.ts';
import { Settings } from '../../src/state/settings.svelte.ts';
import { Shelf } from '../../src/state/shelf.svelte.ts';
import { damaged } from '../fakes/damage.ts';
import { fakeRecording } from '../fakes/takes.ts';
import { clientsOf, kinds, settle, smallSettings } from '../fakes/run.ts';

const patience = 60_000;

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a recorder', () => {
  it('keeps a live run, whose replay from its file fills the rooms with the same', async () => {
    const recorder = new Recorder();
    const live = new Run(recorder.overhear(clientsOf()));
    expect(recorder.recording({})).toBeNull();
    const requests = smallSettings().requests('a cat');
    recorder.begin('A CAT!', requests);
    live.start(requests);
    await settle(live, patience);
    const made = recorder.recording({});
    if (made === null) throw new Error('nothing was recorded');
    const recording = await decodeRecording(await encodeRecording(made));
    expect(recording).toMatchObject({ prompt: 'A CAT!', requests });

    const replay = new Replay(recording);
    replay.speed = Infinity;
    replay.start();
    await settle(replay.run, patience);
    expect(kinds(replay.run)).toEqual(['done', 'done', 'done']);
    expect(replay.run.write.tokens).toEqual(live.write.tokens);
    expect(replay.run.write.stages.all).toEqual(live.write.stages.all);
    expect(replay.run.paint.codes.map(({ code }) => code)).toEqual(
      live.paint.codes.map(({ code }) => code),
    );
    const [was, is] = [live.dream.picture?.data, replay.run.dream.picture?.data];
    expect(Buffer.from(is ?? []).equals(Buffer.from(was ?? []))).toBe(true);
    expect(replay.device).toEqual(live.write.device);
  });

  it('forgets the run before, and leaves out a model that failed', async () => {
    const recorder = new Recorder();
    const clients = clientsOf({ dalle: { paceMs: 0, failure: 'packBroken' } });
    const live = new Run(recorder.overhear(clients));
    const settings = smallSettings();
    for (const prompt of ['a cat', 'a dog']) {
      recorder.begin(prompt, settings.requests(prompt));
      live.start(settings.requests(prompt));
    }
    await settle(live, patience);
    const recording = recorder.recording({});
    expect(recording?.prompt).toBe('a dog');
    expect(recording?.takes.gpt2?.ended).toBe('done');
    expect(
      recording?.takes.gpt2?.events.filter(({ event }) => event.type === 'started').length,
    ).toBe(1);
    expect(Object.keys(recording?.takes ?? {})).toEqual(['gpt2', 'diffusion']);
  });

  it('keeps what was made before a stop', async () => {
    const recorder = new Recorder();
    const live = new Run(recorder.overhear(clientsOf()));
    const requests = smallSettings().requests('a cat');
    recorder.begin('a cat', requests);
    live.start(requests);
    await vi.waitFor(() => {
      expect(live.write.tokens.length).toBeGreaterThan(2);
    });
    live.stop();
    await settle(live, patience);
    const takes = recorder.recording({})?.takes;
    expect(Object.keys(takes ?? {})).toEqual(['gpt2']);
    expect(takes?.gpt2?.ended).toBe('stopped');
  });
});

describe('a replay', () => {
  it('tells the times of the run, not its own, and leaves what never ran stopped', async () => {
    const recording = await fakeRecording();
    const { dalle } = recording.takes;
    if (dalle === undefined) throw new Error('no take');
    const replay = new Replay({ ...recording, takes: { dalle } });
    replay.speed = Infinity;
    replay.start();
    await settle(replay.run, patience);
    expect(kinds(replay.run)).toEqual(['stopped', 'done', 'stopped']);
    expect(replay.run.paint.elapsedMs).toBe(10 * (dalle.events.length - 1));
  });

  it('goes at the pace that is chosen', async () => {
    const recording = await fakeRecording();
    const { diffusion } = recording.takes;
    if (diffusion === undefined) throw new Error('no take');
    const events = diffusion.events.map(({ event }, k) => ({ atMs: 40 * k, event }));
    const replay = new Replay({
      ...recording,
      takes: { diffusion: { events, ended: 'done' } },
    });
    replay.speed = 4;
    const start = performance.now();
    replay.start();
    await settle(replay.run, patience);
    const spent = performance.now() - start;
    expect(spent).toBeGreaterThan((40 * (events.length - 1)) / 4 - 20);
    expect(replay.run.dream.steps).toHaveLength(4);
  });

  it('stops when asked, and plays again', async () => {
    const replay = new Replay(await fakeRecording());
    replay.start();
    await vi.waitFor(() => {
      expect(replay.run.write.tokens.length).toBeGreaterThan(2);
    });
    replay.run.stop();
    await settle(replay.run, patience);
    expect(kinds(replay.run)).toEqual(['stopped', 'stopped', 'stopped']);
    replay.speed = Infinity;
    replay.start();
    await settle(replay.run, patience);
    expect(kinds(replay.run)).toEqual(['done', 'done', 'done']);
  });
});

describe('an opened file', () => {
  it('is a run by its content, whatever its name, and anything else is told in words', async () => {
    const recording = { ...(await fakeRecording()), takes: {} };
    const file = await encodeRecording(recording);
    expect(await openFile(new Blob([file]))).toEqual({ kind: 'run', recording });
    const others = ['', 'hello', '<html><script>alert(1)</script>', '\u0089PNG'];
    for (const other of others) {
      await expect(openFile(new Blob([other]))).rejects.toMatchObject({ kind: 'unreadable' });
    }
    for (let seed = 0; seed < 100; seed++) {
      const outcome = await openFile(new Blob([damaged(file, seed)])).catch(
        (thrown: unknown) => thrown,
      );
      expect(outcome).toMatchObject({
        kind: expect.stringMatching(/^(run|unreadable)$/) as string,
      });
    }
  });

  it('sets prompt, seed and settings as they were', () => {
    const asked = new Settings();
    asked.seed.value = 99;
    asked.sampler = 'euler';
    asked.dream.steps.value = 12;
    asked.write.temperature.value = 1.2;
    asked.paint.topK.value = 5;
    const requests = asked.requests('a cat');
    const settings = new Settings();
    fillSettings(settings, recipeOf('a cat', requests));
    expect(settings.requests('a cat')).toEqual(requests);
    expect(settings.seed.kept).toBe(true);
  });
});

describe('the models of a recording', () => {
  it('are the same when every file is, others when one differs, unknown where a side is silent', () => {
    const packs = { gpt2: { a: '1' }, dalle: { b: '2' }, diffusion: { c: '3' } };
    expect(sameModels(packs, structuredClone(packs))).toBe(true);
    expect(sameModels(packs, { ...packs, dalle: { b: '4' } })).toBe(false);
    expect(sameModels(packs, { ...packs, dalle: { b: '2', d: '5' } })).toBe(false);
    expect(sameModels(packs, {})).toBeNull();
  });
});

describe('the shelf', () => {
  const answer = (json: unknown) => () => Promise.resolve(new Response(JSON.stringify(json)));

  it('offers the runs of its index, and none that lies elsewhere', async () => {
    const runs = [
      { file: 'a-cat.windowsill', prompt: 'A cat', bytes: 700_000 },
      { file: '../models/world.json', prompt: 'x', bytes: 5 },
      { file: 'https://elsewhere.example/a.windowsill', prompt: 'x', bytes: 5 },
    ];
    vi.spyOn(globalThis, 'fetch').mockImplementation(answer({ runs }));
    const shelf = new Shelf(new URL('http://localhost/runs/'));
    await shelf.load();
    expect(shelf.runs).toEqual(runs.slice(0, 1));
  });

  it('is empty where the index is missing or broken', async () => {
    for (const json of [null, [], { runs: 7 }, { runs: [{ file: 7 }] }]) {
      vi.spyOn(globalThis, 'fetch').mockImplementation(answer(json));
      const shelf = new Shelf(new URL('http://localhost/runs/'));
      await shelf.load();
      expect(shelf.runs).toEqual([]);
    }
  });
});
