import { expect, test } from 'vitest';
import { Random } from '../../src/core/random.ts';
import { slerp } from '../../src/core/slerp.ts';

const [from, to] = [new Random(1).normals(4096), new Random(2).normals(4096)];

function variance(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value * value, 0) / values.length;
}

test('it begins at the one and ends at the other', () => {
  expect(Array.from(slerp(from, to, 0))).toEqual(Array.from(from));
  slerp(from, to, 1).forEach((value, k) => {
    expect(value).toBeCloseTo(to[k] ?? NaN, 5);
  });
});

test('half way the noise is as strong as at its ends, where a straight line would halve it', () => {
  expect(variance(slerp(from, to, 0.5))).toBeCloseTo(1, 1);
});

test('two equal ones have nothing between them but themselves', () => {
  expect(Array.from(slerp(from, from, 0.3))).toEqual(Array.from(from));
});
