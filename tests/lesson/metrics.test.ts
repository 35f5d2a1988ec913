import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseWorld } from '../../src/core/world.ts';
import { askedOf, checksOf } from '../../src/lesson/metrics/asked.ts';
import { jumbled, perplexityOf } from '../../src/lesson/metrics/perplexity.ts';
import { contrast, diversity, meanDifference } from '../../src/lesson/pictureMath.ts';

const world = parseWorld(JSON.parse(readFileSync('models/world.json', 'utf8')));
if (world === null) throw new Error('models/world.json is no world');

function grey(value: number, side = 2) {
  const data = new Uint8ClampedArray(side * side * 4).fill(value);
  return { width: side, height: side, data };
}

test('perplexity is the number of equally likely choices', () => {
  expect(perplexityOf([0.25, 0.25, 0.25])).toBeCloseTo(4);
  expect(perplexityOf([1, 1])).toBe(1);
  expect(perplexityOf([0.5, 0.125])).toBeCloseTo(4);
});

test('disorder keeps every word and the end of the sentence', () => {
  const sentence = 'The cat sat on the windowsill.';
  const other = jumbled(sentence);
  expect(other).not.toBe(sentence);
  expect(other.endsWith('.')).toBe(true);
  expect(other.slice(0, -1).split(' ').sort()).toEqual(sentence.slice(0, -1).split(' ').sort());
});

test('a prompt asks for things with their colours and numbers, a place and its light', () => {
  expect(askedOf(world, 'Two red cars on a night street')).toEqual({
    things: [{ name: 'car', colour: 'red', count: 2 }],
    place: 'street',
    light: 'night',
  });
  expect(askedOf(world, 'a teddy bear next to a blue ball in the snow').things).toEqual([
    { name: 'teddy bear', colour: null, count: 1 },
    { name: 'ball', colour: 'blue', count: 1 },
  ]);
  expect(askedOf(world, 'a snowman in the kitchen').things.map(({ name }) => name)).toEqual([
    'snowman',
  ]);
  expect(askedOf(world, 'nothing of this world')).toEqual({ things: [], place: null, light: null });
});

test('one fish is one, and a place is known by any of its phrases', () => {
  const fish = { name: 'fish', plural: 'fish', synonyms: [], colourable: true, counted: true };
  const sea = { name: 'underwater', phrase: 'under the sea', lit: false, synonyms: ['in the sea'] };
  const wet = { ...world, objects: [{ ...fish, group: 'small' }], places: [sea] };
  for (const [prompt, count] of [
    ['A fish swimming under the sea', 1],
    ['two fish in the sea', 2],
  ] as const) {
    expect(askedOf(wet, prompt)).toEqual({
      things: [{ name: 'fish', colour: null, count }],
      place: 'underwater',
      light: null,
    });
  }
});

test('what was found is held against what was asked, colours only where they were named', () => {
  const thing = (name: string, colour: string) => ({
    name,
    colour,
    score: 0.9,
    centre: [0.5, 0.5] as const,
    size: [0.2, 0.2] as const,
  });
  const findings = {
    objects: [thing('car', 'red'), thing('cat', 'pink')],
    place: 'street',
    light: 'sunny',
  };
  const asked = askedOf(world, 'a blue car and a cat on a night street');
  expect(checksOf(asked, findings).map(({ kind, right }) => [kind, right])).toEqual([
    ['thing', false],
    ['thing', true],
    ['place', true],
    ['light', false],
  ]);
});

test('equal pictures differ by nothing, black and white by everything, whatever their sizes', () => {
  expect(meanDifference(grey(90), grey(90, 4))).toBe(0);
  expect(meanDifference(grey(0), grey(255, 8))).toBe(1);
  expect(diversity([grey(0), grey(0), grey(255)])).toBeCloseTo(2 / 3);
  expect(diversity([grey(0)])).toBe(0);
});

test('a plain picture has no contrast, half black and half white has all of it', () => {
  expect(contrast(grey(120))).toBeCloseTo(0);
  const data = new Uint8ClampedArray([0, 0, 0, 255, 255, 255, 255, 255]);
  expect(contrast({ width: 2, height: 1, data })).toBeCloseTo(0.5);
});
