import { describe, expect, it } from 'vitest';
import type { CellGlimpse, TokenGlimpse, WordsExplained } from '../../src/core/explain.ts';
import { attentionSoFar, codeShares, looksOfToken, similarities } from '../../src/core/glimpses.ts';
import { principalPath } from '../../src/core/principalPath.ts';
import { promptWords, wordsOfTokens } from '../../src/core/promptWords.ts';
import { chooseToken, keptTokens } from '../../src/core/sampling.ts';

const named = (...texts: string[]) => texts.map((text) => ({ text }));

describe('the words of a prompt', () => {
  it('are found for pieces by their place, also where the front of the prompt was cut', () => {
    const prompt = 'A windowsill cat';
    const words = promptWords(prompt);
    expect(words.map(({ text }) => text)).toEqual(['A', 'windowsill', 'cat']);
    expect(wordsOfTokens(prompt, words, named('A', ' window', 'sill', ' cat'))).toEqual([
      0, 1, 1, 2,
    ]);
    expect(wordsOfTokens(prompt, words, named('sill', ' cat'))).toEqual([1, 2]);
  });

  it('are found for whole words by name, past words that the model does not know', () => {
    const prompt = 'A dragon and a Cat';
    const tokens = named('a', 'and', 'a', 'cat', '</s>');
    expect(wordsOfTokens(prompt, promptWords(prompt), tokens)).toEqual([0, 2, 3, 4, null]);
  });
});

describe('attention so far', () => {
  const glimpse = (from: number, to: number, weights: number[]): TokenGlimpse => ({
    index: 0,
    from,
    to,
    layers: 1,
    heads: 2,
    attention: Float32Array.from(weights),
    lens: [],
    logits: new Float32Array(0),
    ids: new Int32Array(0),
    texts: [],
  });
  const glimpses = [
    glimpse(2, 2, [1, 0, 0.25, 0.75, 1, 0, 0.5, 0.5]),
    glimpse(1, 3, [0.1, 0.2, 0.7, 0.3, 0.3, 0.4]),
  ];

  it('stacks the rows of every pass in one triangle', () => {
    const rows = [1, 0, 0, 0.25, 0.75, 0, 0.1, 0.2, 0.7];
    expect(attentionSoFar(glimpses, 0, 0)).toEqual(Float32Array.from(rows));
  });

  it('of the last token is the mean of its heads and sums to 1', () => {
    const looks = looksOfToken(glimpses[1] ?? expect.unreachable(), 0);
    expect(looks[2]).toBeCloseTo(0.55, 6);
    expect(looks.reduce((sum, look) => sum + look, 0)).toBeCloseTo(1, 6);
  });
});

it('a word is as alike itself as can be, and a word at right angles not at all', () => {
  const words: WordsExplained = {
    type: 'explain',
    family: 'dalle',
    kind: 'words',
    tokens: 2,
    states: Float32Array.from([9, 9, 9, 9, 3, 0, 0, 5]),
    stateLayers: 2,
    width: 2,
    attention: new Float32Array(0),
    layers: 0,
    heads: 0,
  };
  expect(Array.from(similarities(words, 1))).toEqual([1, 0, 0, 1]);
  similarities(words, 0).forEach((value) => {
    expect(value).toBeCloseTo(1, 6);
  });
});

it('the shares of codes follow guidance and temperature', () => {
  const glimpse: CellGlimpse = {
    index: 0,
    layers: 0,
    words: new Float32Array(0),
    cells: new Float32Array(0),
    ids: Int32Array.of(4, 9),
    withPrompt: Float32Array.of(2, 1),
    withoutPrompt: Float32Array.of(1, 1),
  };
  const odds = (temperature: number, guidance: number) => {
    const [first = 0, second = 0] = codeShares(glimpse, temperature, guidance);
    return Math.log(first / second);
  };
  expect(odds(1, 1)).toBeCloseTo(1, 6);
  expect(odds(1, 3)).toBeCloseTo(3, 6);
  expect(odds(0.5, 3)).toBeCloseTo(6, 6);
});

it('a path in a plane is seen whole, with its distances', () => {
  const [a, b] = [
    [3, 0, 4, 0],
    [0, 1, 0, 0],
  ];
  const at = (x: number, y: number) =>
    Float32Array.from({ length: 4 }, (_, k) => 7 + x * (a[k] ?? 0) + y * (b[k] ?? 0));
  const { points, share } = principalPath([at(0, 0), at(1, 0), at(2, 1), at(3, 0)]);
  expect(share).toBeCloseTo(1, 5);
  const apart = (i: number, j: number) =>
    Math.hypot(
      (points[i]?.x ?? 0) - (points[j]?.x ?? 0),
      (points[i]?.y ?? 0) - (points[j]?.y ?? 0),
    );
  expect(apart(0, 3)).toBeCloseTo(15, 3);
  expect(apart(1, 2)).toBeCloseTo(Math.hypot(5, 1), 3);
});

it('the kept logits weigh as the run weighed them, where the run kept no more', () => {
  const logits = Float32Array.from({ length: 50 }, (_, k) => Math.sin(k * 7) * 5);
  const options = { temperature: 0.7, topK: 12, topP: 0.9 };
  const kept = keptTokens(logits, options);
  const largest = Float32Array.from(
    keptTokens(logits, { temperature: 1, topK: 20, topP: 1 }),
    ({ id }) => logits[id] ?? 0,
  );
  const again = keptTokens(largest, options);
  expect(again.map(({ probability }) => probability)).toEqual(
    kept.map(({ probability }) => probability),
  );
  const choice = chooseToken(logits, options, () => 0.5);
  expect(choice.kept).toBe(kept.length);
  expect(choice.likeliest.slice(0, kept.length).map(({ id }) => id)).toEqual(
    kept.slice(0, 5).map(({ id }) => id),
  );
});
