import { readFile } from 'node:fs/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { Kiosk } from '../../src/kiosk/kiosk.svelte.ts';
import { defaults } from '../../src/kiosk/kioskSettings.svelte.ts';
import type { Family } from '../../src/core/run.ts';
import type { Clients } from '../../src/state/run.svelte.ts';
import { clientsOf, settle } from '../fakes/run.ts';
import { fakeStorage } from '../fakes/storage.ts';

const models = new URL('http://localhost/models/');

afterEach(() => {
  vi.restoreAllMocks();
});

/** A kiosk that knows its world and chose these models. */
async function openKiosk(
  clients: Clients,
  chosen: readonly Family[],
  keep = fakeStorage(),
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
    reload: () => undefined,
  });
  kiosk.set({ ...defaults, models: chosen, steps: 3, drawsAlone: false }, null);
  await kiosk.open();
  kiosk.welcome();
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
  const kiosk = await openKiosk(clientsOf(), ['gpt2'], fakeStorage(true));
  kiosk.toSettings();
  const { visit } = kiosk;
  expect(kiosk.set({ ...defaults, steps: 9 }, null)).toBe(false);
  expect([kiosk.scene, kiosk.visit, kiosk.choices.steps]).toEqual(['settings', visit, 9]);
  kiosk.startAfresh();
  expect([kiosk.scene, kiosk.choices.steps]).toEqual(['attract', 9]);
  kiosk.dispose();
});
