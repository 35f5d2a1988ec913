import { expect, test } from 'vitest';
import { Random } from '../../src/core/random.ts';
import { chooseToken, unrepeated } from '../../src/core/sampling.ts';

const open = { temperature: 1, topK: 0, topP: 1 };

/** Logits of a seeded model over `count` tokens. */
function someLogits(seed: number, count = 100): Float32Array {
  return new Random(seed).normals(count).map((value) => value * 2);
}

test('the likeliest five come likeliest first, and the choice has its own probability', () => {
  for (let seed = 0; seed < 50; seed++) {
    const random = new Random(seed);
    const choice = chooseToken(someLogits(seed), open, () => random.uniform());
    const told = choice.likeliest.map(({ probability }) => probability);
    expect(told).toEqual(told.toSorted((a, b) => b - a));
    expect(choice.probability).toBeGreaterThan(0);
    expect(told[0]).toBeGreaterThan(choice.probability - 1e-12);
  }
});

test('greedy takes the lowest id among the likeliest and draws nothing', () => {
  const logits = Float32Array.of(0, 3, 1, 3);
  const choice = chooseToken(logits, { ...open, temperature: 0 }, () => {
    throw new Error('drawn');
  });
  expect(choice.id).toBe(1);
  expect(choice.likeliest.map(({ id }) => id)).toEqual([1, 3, 2, 0]);
});

test('tokens come as often as their probabilities say', () => {
  const logits = Float32Array.of(Math.log(1), Math.log(2), Math.log(5), Math.log(2));
  const random = new Random(5);
  const counts = [0, 0, 0, 0];
  for (let k = 0; k < 20_000; k++) {
    const { id } = chooseToken(logits, open, () => random.uniform());
    counts[id] = (counts[id] ?? 0) + 1;
  }
  counts.forEach((count, id) => {
    expect(count / 20_000).toBeCloseTo([0.1, 0.2, 0.5, 0.2][id] ?? NaN, 1.5);
  });
});

test('top-k keeps k tokens and top-p the shortest run that reaches p', () => {
  const logits = Float32Array.of(0.5, 0.3, 0.1, 0.1).map(Math.log);
  const reach = (options: Partial<typeof open>) =>
    chooseToken(logits, { ...open, ...options }, () => 0.999_999).kept;
  expect(reach({ topK: 2 })).toBe(2);
  expect(reach({ topP: 0.4 })).toBe(1);
  expect(reach({ topP: 0.7 })).toBe(2);
  expect(reach({ topK: 9 })).toBe(4);
});

test('what is left out is shown too, as likely as it was before', () => {
  const logits = Float32Array.of(0.5, 0.3, 0.1, 0.06, 0.03, 0.01).map(Math.log);
  const choice = chooseToken(logits, { ...open, topK: 3, topP: 0.4 }, () => 0.5);
  expect(choice).toMatchObject({ id: 0, probability: 1, kept: 1 });
  expect(choice.likeliest.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4]);
  choice.likeliest.forEach(({ probability }, rank) => {
    expect(probability).toBeCloseTo([0.5, 0.3, 0.1, 0.06, 0.03][rank] ?? NaN, 6);
  });
});

test('a token masked with -Infinity is never drawn, and a broken model is an error of ours', () => {
  const logits = Float32Array.of(-Infinity, 0, -Infinity);
  expect(chooseToken(logits, open, () => 0.9999).id).toBe(1);
  expect(() => chooseToken(new Float32Array(4).fill(NaN), open, () => 0)).toThrow('4 logits');
});

test('no run of three tokens can be said twice', () => {
  const logits = new Float32Array(8);
  const forbidden = (said: number[], size: number) =>
    [...unrepeated(logits, said, size).entries()].flatMap(([id, v]) =>
      v === -Infinity ? [id] : [],
    );
  expect(forbidden([1, 2, 3, 1, 2], 3)).toEqual([3]);
  expect(forbidden([1, 2, 3, 4, 1, 2, 5, 1, 2], 3)).toEqual([3, 5]);
  expect(forbidden([1, 2, 3, 2, 1], 3)).toEqual([]);
  expect(forbidden([1, 2], 3)).toEqual([]);
  expect(forbidden([1, 2, 1], 1)).toEqual([1, 2]);
  expect(unrepeated(logits, [1, 2, 3, 1, 2], 0)).toBe(logits);
  expect([...logits]).toEqual(Array(8).fill(0));
});
