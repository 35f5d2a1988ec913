import { expect, test } from 'vitest';
import { parseSeeds } from '../../src/core/seedList.ts';

test('seeds are read as people list them', () => {
  expect(parseSeeds('7, 12; 20-23 4294967295', 16)).toEqual([7, 12, 20, 21, 22, 23, 4294967295]);
  expect(parseSeeds('  ', 16)).toEqual([]);
});

test.each([
  ['7, x', '“x” is no seed; seeds are whole numbers from 0 to 4294967295.'],
  ['-3', '“-3” is no seed; seeds are whole numbers from 0 to 4294967295.'],
  ['9-2', '“9-2” is no seed; seeds are whole numbers from 0 to 4294967295.'],
  ['4294967296', '“4294967296” is no seed; seeds are whole numbers from 0 to 4294967295.'],
  ['0-4294967295', 'The list has 4294967296 seeds; the most is 16.'],
])('%s is refused with a sentence', (typed, detail) => {
  expect(() => parseSeeds(typed, 16)).toThrow(detail);
});
