import { expect, test } from 'vitest';
import { chaptersOf } from '../../src/lesson/chapters.ts';
import { modeAfter, modeNames, modes } from '../../src/lesson/modes.ts';
import { Places } from '../../src/lesson/places.svelte.ts';
import { Progress } from '../../src/lesson/progress.svelte.ts';
import { modeOf, searchOf } from '../../src/lesson/search.ts';

test('the search part of an address chooses a mode, and a mode there is not chooses none', () => {
  for (const name of modeNames) expect(modeOf(`?lang=es&mode=${name}`)).toBe(name);
  expect(modeOf('?mode=nonsense')).toBeNull();
  expect(modeOf('')).toBeNull();
});

test('going to a mode and out of it keeps what else the address asks for', () => {
  expect(searchOf('?lang=es', 'why')).toBe('?lang=es&mode=why');
  expect(searchOf('?mode=why&lang=es', 'try')).toBe('?mode=try&lang=es');
  expect(searchOf('?mode=why', null)).toBe('');
});

test('the nine modes follow each other, and the heart of the lesson ends with quiz and insight', () => {
  expect(modeNames).toHaveLength(9);
  expect(modeAfter('explain')).toBe('why');
  expect(modeAfter('recall')).toBeNull();
  expect(chaptersOf(modes.visualize)).toEqual([
    'pipeline',
    'training',
    'prediction',
    'quiz',
    'insight',
  ]);
});

test('a place is kept, fits the parts there are, and the last part makes a mode done', () => {
  const places = new Places(new Progress(null));
  expect(places.of('deep')).toBeNull();
  places.reach('deep', 5, 8);
  expect(places.startIn('deep', 8)).toBe(5);
  expect(places.startIn('deep', 3)).toBe(2);
  expect(places.of('deep')?.done).toBe(false);
  places.reach('deep', 7, 8);
  places.reach('deep', 0, 8);
  expect(places.of('deep')).toEqual({ part: 0, parts: 8, done: true });
});

test('a place of another shape counts as none', () => {
  const kept = JSON.stringify({ version: 1, slots: { lesson: { deep: { part: -1 }, why: 3 } } });
  const keep = { getItem: () => kept, setItem: () => undefined, removeItem: () => undefined };
  expect(new Places(new Progress(keep)).of('deep')).toBeNull();
});
