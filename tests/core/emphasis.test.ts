import { describe, expect, test } from 'vitest';
import { emphasisedAs, parseEmphasis, withoutEmphasis } from '../../src/core/emphasis.ts';

// The cases are the examples that AUTOMATIC1111 gives with its own parser.
const examples: [string, [string, number][]][] = [
  ['normal text', [['normal text', 1]]],
  [
    'an (important) word',
    [
      ['an ', 1],
      ['important', 1.1],
      [' word', 1],
    ],
  ],
  ['(unbalanced', [['unbalanced', 1.1]]],
  ['\\(literal\\]', [['(literal]', 1]]],
  ['(unnecessary)(parens)', [['unnecessaryparens', 1.1]]],
  [
    'a (((house:1.3)) [on] a (hill:0.5), sun, (((sky))).',
    [
      ['a ', 1],
      ['house', 1.573],
      [' ', 1.1],
      ['on', 1],
      [' a ', 1.1],
      ['hill', 0.55],
      [', sun, ', 1.1],
      ['sky', 1.4641],
      ['.', 1.1],
    ],
  ],
];

describe('weights are read as AUTOMATIC1111 reads them', () => {
  test.each(examples)('%s', (prompt, expected) => {
    const found = parseEmphasis(prompt);
    expect(found.map(({ text }) => text)).toEqual(expected.map(([text]) => text));
    found.forEach(({ weight }, k) => {
      expect(weight).toBeCloseTo(expected[k]?.[1] ?? NaN, 9);
    });
  });
});

test('without its marks a prompt is what it was before them', () => {
  expect(withoutEmphasis('A (purple:1.3) [cat] at 3:15')).toBe('A purple cat at 3:15');
});

describe('weights cross over into the sentence that the models read', () => {
  const read = (piece: string): string =>
    ({ gato: 'A cat', morado: 'Purple', kitten: 'cat' })[piece.trim()] ?? piece;

  test('the word that stands for a weighted one weighs as much', () => {
    expect(emphasisedAs('A cat on a beach', 'A (kitten:1.3) on a beach', read)).toBe(
      'A (cat:1.3) on a beach',
    );
  });

  test('in whatever order the other language has them', () => {
    const written = 'Un (gato:1.2) [morado] en una playa';
    expect(emphasisedAs('A purple cat on a beach', written, read)).toBe(
      'A (purple:0.909) (cat:1.2) on a beach',
    );
  });

  test('without marks the sentence stays, and its own brackets are brackets', () => {
    expect(emphasisedAs('A cat', 'Un gato', read)).toBe('A cat');
    expect(parseEmphasis(emphasisedAs('A cat (grey)', 'A cat', read))).toEqual([
      { text: 'A cat (grey)', weight: 1 },
    ]);
  });
});
