import { expect, test, vi } from 'vitest';
import { Narrator } from '../../src/lesson/narrator.svelte.ts';
import { factsOf, turnOf } from '../../src/lesson/explain/facts.ts';
import { isWhole, linesOf, readingMs } from '../../src/lesson/explain/story.ts';
import { Run } from '../../src/state/run.svelte.ts';
import { Settings } from '../../src/state/settings.svelte.ts';
import { clientsOf, settle } from '../fakes/run.ts';

async function finishedRun(): Promise<Run> {
  const run = new Run(clientsOf());
  const settings = new Settings();
  settings.dream.steps.value = 5;
  run.start(settings.requests('A cat sitting on a sunny windowsill'));
  await settle(run);
  return run;
}

test('before a run there is no story, and after one it is told in full with its own values', async () => {
  expect(factsOf(new Run(clientsOf()))).toBeNull();
  const run = await finishedRun();
  const facts = factsOf(run);
  if (facts?.paint == null) throw new Error('the run is done');
  expect(isWhole(linesOf(facts))).toBe(true);
  expect(facts.write?.first).toBe(run.write.tokens[0]);
  const least = Math.min(...run.paint.codes.map(({ probability }) => probability));
  expect(facts.paint.boldest.probability).toBe(least);
  expect(facts.paint.kinds).toBe(new Set(run.paint.codes.map(({ code }) => code)).size);
  expect(facts.dream?.steps).toBe(5);
});

test('the story stops before the first model that is still at work', async () => {
  const facts = factsOf(await finishedRun());
  if (facts === null) throw new Error('the run is done');
  const names = linesOf({ ...facts, paint: null }).map(({ name }) => name);
  expect(names.at(-1)).toBe('habit');
  expect(linesOf({ ...facts, write: null }).map(({ name }) => name)).toEqual(['asked', 'pieces']);
});

test('the turn of a dream is the step whose guess differs most from the one before', () => {
  const guess = (value: number) => ({
    width: 1,
    height: 1,
    data: new Uint8ClampedArray([value, value, value, 255]),
  });
  const steps = [200, 0, 10, 90, 95].map((value, step) => ({
    type: 'step' as const,
    step,
    steps: 4,
    timestep: 0,
    sigma: 1,
    noisy: guess(0),
    guess: guess(value),
    elapsedMs: 0,
  }));
  expect(turnOf(steps)?.step).toBe(3);
  expect(turnOf(steps.slice(0, 1))).toBeNull();
});

test('a longer sentence stays longer', () => {
  expect(readingMs('one two three four')).toBeGreaterThan(readingMs('one two'));
});

test('a story plays by itself, waits while paused, and ends at its last sentence', () => {
  vi.useFakeTimers();
  const reached: number[] = [];
  const told = { count: () => 3, readingMs: () => 1000, onReach: (at: number) => reached.push(at) };
  const narrator = new Narrator(told, 0);
  narrator.play();
  vi.advanceTimersByTime(1000);
  expect(narrator.at).toBe(1);
  narrator.pause();
  vi.advanceTimersByTime(9000);
  expect(narrator.at).toBe(1);
  narrator.pace = 1.5;
  narrator.play();
  vi.advanceTimersByTime(700);
  expect(narrator.at).toBe(2);
  vi.advanceTimersByTime(9000);
  expect([narrator.at, narrator.isPlaying]).toEqual([2, false]);
  expect(reached).toEqual([1, 2]);
  vi.useRealTimers();
});
