import { expect, test } from 'vitest';
import { fields, list, text, whole } from '../../src/core/schema.ts';
import { Progress, type Keep } from '../../src/lesson/progress.svelte.ts';

const missedOf = list(text(20), 100);
const placeOf = fields<{ part: number }>({ part: whole(0, 9) });

function drawer(contents: Record<string, string> = {}): Keep & { contents: Map<string, string> } {
  const kept = new Map(Object.entries(contents));
  return {
    contents: kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

test('what one visit keeps, the next one finds, each room its own', () => {
  const keep = drawer();
  const first = new Progress(keep);
  first.slot('quiz', missedOf, []).value = ['noise'];
  first.slot('lesson', placeOf, { part: 0 }).value = { part: 3 };
  const second = new Progress(keep);
  expect(second.slot('quiz', missedOf, []).value).toEqual(['noise']);
  expect(second.slot('lesson', placeOf, { part: 0 }).value).toEqual({ part: 3 });
  expect(keep.contents.size).toBe(1);
});

test('one press erases every slot, here and in storage', () => {
  const keep = drawer();
  const progress = new Progress(keep);
  const missed = progress.slot('quiz', missedOf, []);
  missed.value = ['noise'];
  expect(progress.isEmpty).toBe(false);
  progress.erase();
  expect(missed.value).toEqual([]);
  expect(progress.isEmpty).toBe(true);
  expect(keep.contents.size).toBe(0);
});

test.each([
  ['no JSON', 'nonsense'],
  ['another version', '{"version":2,"slots":{}}'],
  ['a list', '[]'],
  ['a slot of another shape', '{"version":1,"slots":{"quiz":{"a":1}}}'],
  ['far too much', JSON.stringify({ version: 1, slots: { quiz: ['x'.repeat(300_000)] } })],
])('storage that holds %s counts as nothing', (_, kept) => {
  const progress = new Progress(drawer({ 'windowsill.progress': kept }));
  expect(progress.slot('quiz', missedOf, ['first']).value).toEqual(['first']);
});

test('where storage refuses, progress is remembered until the page is left', () => {
  const refuse = (): never => {
    throw new DOMException('denied', 'SecurityError');
  };
  const progress = new Progress({ getItem: refuse, setItem: refuse, removeItem: refuse });
  const missed = progress.slot('quiz', missedOf, []);
  missed.value = ['noise'];
  expect(missed.value).toEqual(['noise']);
  progress.erase();
  expect(missed.value).toEqual([]);
});
