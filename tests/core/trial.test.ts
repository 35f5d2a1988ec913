import { describe, expect, it } from 'vitest';
import { faultOf, isWorthwhile, missOf } from '../../src/core/trial.ts';

describe('an answer beside the known one', () => {
  it('misses by its largest difference, as a share of the largest number', () => {
    expect(missOf({ a: [0, -8, 4] }, { a: [0, -8, 4] })).toBe(0);
    expect(missOf({ a: [0, -8, 4] }, { a: [0.4, -8, 4] })).toBeCloseTo(0.05);
    expect(missOf({ a: [1], b: [100] }, { a: [1.5], b: [100] })).toBeCloseTo(0.5);
  });

  it('is beyond all tolerance where it is missing, of another length or no number', () => {
    for (const answer of [{}, { a: [1] }, { a: [1, NaN] }, { a: [1, Infinity] }]) {
      expect(missOf({ a: [1, 2] }, answer)).toBe(Infinity);
    }
  });

  it('may be infinite where the known one is', () => {
    expect(missOf({ a: [-Infinity, 2] }, { a: [-Infinity, 2] })).toBe(0);
    expect(missOf({ a: [-Infinity, 2] }, { a: [3, 2] })).toBe(Infinity);
  });
});

describe('an answer by itself', () => {
  const picture = (level: (k: number) => number) =>
    Array.from({ length: 2000 }, (_, k) => level(k));

  it('is at fault where it is no number or all one level', () => {
    expect(faultOf({ a: [1, NaN] })).toBe('notFinite');
    expect(faultOf({ a: picture(() => 0) })).toBe('flat');
    expect(faultOf({ a: picture(Math.sin), b: picture(() => 0.5) })).toBe('flat');
  });

  it('is not at fault for being small and equal, or for masked logits', () => {
    expect(faultOf({ a: picture(Math.sin), attention: [1, 1, 1] })).toBeNull();
    expect(faultOf({ logits: [-Infinity, 3] })).toBeNull();
  });
});

it('a second device is worthwhile where it is faster by a tenth', () => {
  expect([isWorthwhile(10, 8.9), isWorthwhile(10, 9.1), isWorthwhile(10, 30)]).toEqual([
    true,
    false,
    false,
  ]);
});
