import { expect, test } from 'vitest';
import { clipDescription } from '../../src/engines/clipTokenizer.ts';
import { Tokenizer } from '../../src/engines/tokenizer.ts';

const vocabulary = Object.fromEntries(
  ['c', 'a', 't</w>', 'ca', 'cat</w>', '<|startoftext|>', '<|endoftext|>'].map((token, id) => [
    token,
    id,
  ]),
);
const merges = ['#version: 0.2', 'c a', 'ca t</w>', ''];

test.each(['\n', '\r\n'])('CLIP merges are read whatever ends their lines: %j', (end) => {
  const tokenizer = new Tokenizer(clipDescription(vocabulary, merges.join(end)), {});
  expect(tokenizer.encode('cat').map(({ id }) => id)).toEqual([5, 4, 6]);
});

test('a pack that names no padding is padded as CLIP pads', () => {
  const description = clipDescription(vocabulary, merges.join('\n'));
  const tokenizer = new Tokenizer(description, { model_max_length: 5 });
  expect(tokenizer.padded(tokenizer.encode('cat'))).toEqual([5, 4, 6, 6, 6]);
  const named = new Tokenizer(description, { model_max_length: 5, pad_token: 'c' });
  expect(named.padded(named.encode('cat'))).toEqual([5, 4, 6, 0, 0]);
});
