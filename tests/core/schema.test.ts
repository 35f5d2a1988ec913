import { expect, it } from 'vitest';
import { Failure } from '../../src/core/failure.ts';
import { distinct, list, number, text, type Schema } from '../../src/core/schema.ts';

function detailOf(schema: Schema<unknown>, value: unknown): string {
  try {
    schema(value, 'run.steps');
  } catch (thrown) {
    if (thrown instanceof Failure) return thrown.detail;
    throw thrown;
  }
  return 'nothing amiss';
}

const one = number(1, 50);

it('says what stands where something else should', () => {
  expect(detailOf(one, 51)).toBe('Its run.steps is 51.');
  expect(detailOf(one, 'many')).toBe('Its run.steps is many.');
  expect(detailOf(one, { of: 'them' })).toBe('Its run.steps is {…}.');
  expect(detailOf(one, [3])).toBe('Its run.steps is […].');
  expect(detailOf(text(5), 'x'.repeat(1000))).toBe(`Its run.steps is ${'x'.repeat(60)}.`);
});

it('says that there is nothing', () => {
  for (const nothing of [undefined, null, '']) {
    expect(detailOf(one, nothing)).toBe('There is nothing in its run.steps.');
  }
});

it('says that a list names something twice', () => {
  const apart = distinct(list(one, 9), (value) => value);
  expect(detailOf(apart, [1, 2, 3])).toBe('nothing amiss');
  expect(detailOf(apart, [1, 2, 1])).toBe('Its run.steps names something twice.');
});
