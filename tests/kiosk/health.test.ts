import { readFile } from 'node:fs/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { Kiosk, type Ground } from '../../src/kiosk/kiosk.svelte.ts';
import { defaults } from '../../src/kiosk/kioskSettings.svelte.ts';
import type { Family } from '../../src/core/run.ts';
import type { Clients } from '../../src/state/run.svelte.ts';
import { clientsOf, settle } from '../fakes/run.ts';
import { fakeStorage } from '../fakes/storage.ts';

const models = new URL('http://localhost/models/');

afterEach(() => {
  vi.restoreAllMocks();
});

type Opening = Pick<Ground, 'keep' | 'reload' | 'changeOver'> & {
  /** Nobody has come yet, and the models draw for nobody. */
  drawsAlone: boolean;
};

/** A kiosk that knows its world and chose these models; somebody has come. */
async function openKiosk(
  clients: Clients,
  chosen: readonly Family[],
  {
    keep = fakeStorage(),
    drawsAlone = false,
    reload = () => undefined,
    changeOver = () => false,
  }: Partial<Opening> = {},
): Promise<Kiosk> {
  const world = await readFile('models/world.json', 'utf8');
  vi.spyOn(globalThis, 'fetch').mockImplementation((asked) =>
    Promise.resolve(
      (asked instanceof Request ? asked.url : asked.toString()).endsWith('world.json')
        ? new Response(world)
        : new Response('', { status: 404 }),
    ),
  );
  const kiosk = new Kiosk({
    clients,
    models,
    world: new URL('world.json', models),
    runs: new URL('../runs/', models),
    keep,
    wipe: () => undefined,
    reload,
    changeOver,
  });
  kiosk.set({ ...defaults, models: chosen, steps: 3, drawsAlone }, null);
  await kiosk.open();
  if (!drawsAlone) kiosk.welcome();
  return kiosk;
}

test('a run counts as finished when every chosen model is done', async () => {
  const kiosk = await openKiosk(clientsOf(), ['gpt2', 'dalle']);
  kiosk.draw();
  await settle(kiosk.run);
  kiosk.runEnded();
  expect(kiosk.health.days).toMatchObject({ runs: 1, finished: 1 });
  kiosk.dispose();
});

test('a run that was stopped after its first model does not', async () => {
  const kiosk = await openKiosk(clientsOf({ dalle: { paceMs: 0, stuckAt: 'running' } }), [
    'gpt2',
    'dalle',
    'diffusion',
  ]);
  kiosk.draw();
  await vi.waitFor(() => {
    expect(kiosk.run.write.status.kind).toBe('done');
  });
  kiosk.stopDrawing();
  await settle(kiosk.run);
  kiosk.runEnded();
  expect(kiosk.health.days).toMatchObject({ runs: 1, finished: 0, runMs: [], failures: {} });
  kiosk.dispose();
});

test('settings that cannot be kept do not start the kiosk before the staff know', async () => {
  const kiosk = await openKiosk(clientsOf(), ['gpt2'], { keep: fakeStorage(true) });
  kiosk.toSettings();
  const { visit } = kiosk;
  expect(kiosk.set({ ...defaults, steps: 9 }, null)).toBe(false);
  expect([kiosk.scene, kiosk.visit, kiosk.choices.steps]).toEqual(['settings', visit, 9]);
  kiosk.startAfresh();
  expect([kiosk.scene, kiosk.choices.steps]).toEqual(['attract', 9]);
  kiosk.dispose();
});

const broken = { paceMs: 0, failure: 'outOfMemory', failsAlways: true } as const;

test('a model that fails is run once more; after two runs that failed all the same the page starts anew', async () => {
  const reload = vi.fn();
  const kiosk = await openKiosk(clientsOf({ dalle: broken }), ['gpt2', 'dalle'], { reload });
  for (const restarts of [0, 1]) {
    kiosk.draw();
    await settle(kiosk.run);
    kiosk.runEnded();
    expect(kiosk.run.running).toBe(true);
    await settle(kiosk.run);
    kiosk.runEnded();
    expect(kiosk.run.running).toBe(false);
    expect(reload).toHaveBeenCalledTimes(restarts);
  }
  expect(kiosk.health.days).toMatchObject({ finished: 0, failures: { 'dalle outOfMemory': 4 } });
  expect(kiosk.health.days.restarts.map(({ what }) => what)).toEqual(['page']);
  kiosk.dispose();
});

test('what fails while nobody is there brings the page to start anew as well', async () => {
  vi.useFakeTimers();
  const reload = vi.fn();
  const kiosk = await openKiosk(clientsOf({ gpt2: broken }), ['gpt2'], {
    reload,
    drawsAlone: true,
  });
  for (let s = 0; s < 120 && reload.mock.calls.length === 0; s++) {
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(reload).toHaveBeenCalledTimes(1);
  kiosk.dispose();
  vi.useRealTimers();
});

test('a newer page takes over while nobody is there, in place of the next picture', async () => {
  vi.useFakeTimers();
  const changeOver = vi.fn(() => true);
  const kiosk = await openKiosk(clientsOf(), ['gpt2'], { changeOver, drawsAlone: true });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(changeOver).toHaveBeenCalled();
  expect(kiosk.attract.display).toBeNull();
  expect(kiosk.health.days.runs).toBe(0);
  kiosk.dispose();
  vi.useRealTimers();
});
