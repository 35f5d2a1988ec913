import { expect, test } from 'vitest';
import { fusedMultiplyAdd } from '../../src/core/float32.ts';
import { Random } from '../../src/core/random.ts';

test('a seed that is no whole number of 32 bits is refused with its value', () => {
  for (const seed of [-1, 2 ** 32, 1.5, NaN]) {
    expect(() => new Random(seed)).toThrow(String(seed));
  }
});

test('normals have mean 0 and variance 1', () => {
  const normals = new Random(11).normals(100_000);
  const mean = normals.reduce((sum, value) => sum + value) / normals.length;
  const variance = normals.reduce((sum, value) => sum + (value - mean) ** 2, 0) / normals.length;
  expect(mean).toBeCloseTo(0, 1.7);
  expect(variance).toBeCloseTo(1, 1.7);
});

test('a product and a sum are rounded once, not twice', () => {
  const a = 1 + 2 ** -12; // its square lies midway between two float32 values
  const [below, above] = [1 + 2 ** -11, 1 + 2 ** -11 + 2 ** -23];
  expect(Math.fround(a * a + 2 ** -60)).toBe(below);
  expect(fusedMultiplyAdd(a, a, 2 ** -60)).toBe(above);
  expect(fusedMultiplyAdd(a, a, -(2 ** -60))).toBe(below);
  expect(fusedMultiplyAdd(a, a, 0)).toBe(below);
});
