import { why } from '../core/detail.ts';
import { Failure } from '../core/failure.ts';

const start = '<|startoftext|>';
const end = '<|endoftext|>';

/**
 * The `tokenizer.json` of a CLIP tokenizer (Radford et al. 2021) that comes as `vocab.json` and
 * `merges.txt`, as diffusers' packs have it: lower-cased byte pairs, words ended by `</w>`.
 */
export function clipDescription(vocabulary: unknown, merges: string): object {
  const vocab = Object(vocabulary) as Record<string, number>;
  return {
    version: '1.0',
    added_tokens: [start, end].map((content) => ({
      id: idOf(vocab, content),
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: true,
      special: true,
    })),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFC' },
        { type: 'Replace', pattern: { Regex: '\\s+' }, content: ' ' },
        { type: 'Lowercase' },
      ],
    },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: pieces }, behavior: 'Removed', invert: true },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
      ],
    },
    post_processor: {
      type: 'RobertaProcessing',
      sep: [end, idOf(vocab, end)],
      cls: [start, idOf(vocab, start)],
      trim_offsets: false,
      add_prefix_space: false,
    },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      unk_token: end,
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      vocab,
      merges: pairsOf(merges),
    },
  };
}

const pieces = "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";

function idOf(vocab: Record<string, number>, token: string): number {
  const id = vocab[token];
  if (typeof id === 'number') return id;
  throw new Failure('packBroken', why('lacksToken', 'tokenizer/vocab.json', token));
}

/** A pair a line; the first line may name the version. */
function pairsOf(merges: string): [string, string][] {
  return merges
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#version'))
    .map((line) => {
      const [left = '', right = ''] = line.split(' ');
      return [left, right];
    });
}
