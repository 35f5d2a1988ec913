import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test, vi } from 'vitest';
import { Classroom } from '../../src/classroom/classroom.svelte.ts';
import { fragmentOfPlan, planOf } from '../../src/classroom/plan.ts';
import { parseWorld, type World } from '../../src/core/world.ts';
import { Trial } from '../../src/lesson/trial.svelte.ts';
import { Live } from '../../src/state/live.svelte.ts';
import { onlyWords } from '../../src/state/onlyWords.ts';
import { Run } from '../../src/state/run.svelte.ts';
import { WriteRoom } from '../../src/state/writeRoom.svelte.ts';
import { clientsOf, kinds, settle, smallSettings } from '../fakes/run.ts';

/** How often the words of the other languages cannot be loaded, from now on. */
const network = vi.hoisted(() => ({ breaks: 0 }));

vi.mock('../../src/i18n/speeches.ts', async (original) => {
  const { loadSpeeches } = await original<typeof import('../../src/i18n/speeches.ts')>();
  return {
    loadSpeeches: () => {
      if (network.breaks === 0) return loadSpeeches();
      network.breaks--;
      return Promise.reject(new TypeError('Failed to fetch dynamically imported module'));
    },
  };
});

let world: World;

beforeAll(async () => {
  world = parseWorld(JSON.parse(await readFile('models/world.json', 'utf8'))) as World;
});

/** A class whose words could not be loaded, and cannot for so many further times. */
async function brokenClass(furtherBreaks: number): Promise<Classroom> {
  network.breaks = 1 + furtherBreaks;
  const room = new Classroom(null);
  const plan = { name: '4B', languages: [], modes: [], models: ['gpt2', 'dalle', 'diffusion'] };
  room.enter(fragmentOfPlan(planOf({ ...plan, prompts: { kind: 'world' }, quizLength: 6 })));
  await expect(room.prepare(world)).rejects.toThrow('dynamically imported');
  return room;
}

const clientsIn = (room: Classroom) => onlyWords(clientsOf(), (texts) => room.allowsAll(texts));

test('a class whose words could not be loaded loads them again for the next who asks', async () => {
  const room = await brokenClass(1);
  await expect(room.allowsAll(['a cat'])).rejects.toThrow('dynamically imported');
  expect(await room.allowsAll(['a cat'])).toBe(true);
  expect(await room.allowsAll(['a gun'])).toBe(false);
});

test('a run that cannot be told to be allowed fails, and the next one runs', async () => {
  const room = await brokenClass(3);
  const run = new Run(clientsIn(room));
  run.start(smallSettings().requests('a cat'));
  await settle(run);
  expect(kinds(run)).toEqual(['failed', 'failed', 'failed']);
  run.start(smallSettings().requests('a cat'));
  await settle(run);
  expect(kinds(run)).toEqual(['done', 'done', 'done']);
});

test('so do what is tried out beside it and the live pictures', async () => {
  const room = await brokenClass(2);
  const clients = clientsIn(room);
  const { gpt2, diffusion } = smallSettings().requests('a cat');
  const trial = new Trial(clients.gpt2, new WriteRoom(() => performance.now()));
  await trial.start(gpt2);
  expect([trial.isRunning, trial.room.status.kind]).toEqual([false, 'failed']);
  const live = new Live(clients.diffusion);
  live.turnOn();
  live.ask(diffusion);
  await vi.waitFor(() => {
    expect(live.failure?.kind).toBe('internal');
  });
  live.ask(diffusion);
  await vi.waitFor(() => {
    expect(live.made).toBe(1);
  });
});
