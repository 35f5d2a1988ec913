import { expect, test } from 'vitest';
import { planesOf, readMaps, type FindingsConfig } from '../../src/core/findings.ts';

const config: FindingsConfig = {
  grid: 4,
  threshold: 0.3,
  apart: 2,
  peaks: 32,
  objects: ['cat', 'dog'],
  colours: ['red', 'blue'],
  places: ['beach', 'snow'],
  lights: ['sunny', 'night'],
};
const cells = 16;

/** Maps that see nothing but what `peaks` say: object, cell, logit. */
function mapsOf(peaks: readonly (readonly [kind: number, cell: number, logit: number])[]) {
  const heat = new Float32Array(2 * cells).fill(-9);
  for (const [kind, cell, logit] of peaks) heat[kind * cells + cell] = logit;
  return {
    heat,
    box: new Float32Array(4 * cells).fill(1),
    colour: Float32Array.from({ length: 2 * cells }, (_, k) => (k < cells ? 0 : 1)),
    place: Float32Array.of(0, 2),
    light: Float32Array.of(3, 1),
  };
}

test('things are told surest first, and what stands too near a surer one is that one', () => {
  const { objects, place, light } = readMaps(
    mapsOf([
      [0, 0, 1],
      [1, 1, 2],
      [0, 15, 0],
    ]),
    config,
  );
  expect(objects.map(({ name }) => name)).toEqual(['dog', 'cat']);
  expect(objects[1]?.centre).toEqual([1, 1]);
  expect(objects.map(({ colour }) => colour)).toEqual(['blue', 'blue']);
  expect([place, light]).toEqual(['snow', 'sunny']);
});

test('what is less sure than the threshold is not there', () => {
  expect(readMaps(mapsOf([[0, 5, -1]]), config).objects).toEqual([]);
});

test('a picture is made smaller by the mean of each area, and larger by repeating', () => {
  const data = new Uint8ClampedArray([
    0, 0, 0, 255, 255, 0, 0, 255, 0, 255, 0, 255, 255, 255, 0, 255,
  ]);
  const picture = { width: 2, height: 2, data };
  expect([...planesOf(picture, 1)]).toEqual([0, 0, -1]);
  expect([...planesOf(picture, 4).slice(0, 4)]).toEqual([-1, -1, 1, 1]);
});
