import { Tokenizer as HubTokenizer } from '@huggingface/tokenizers';
import { why } from '../core/detail.ts';
import { Failure } from '../core/failure.ts';
import type { PromptToken } from '../core/run.ts';
import type { PackFiles } from '../packs/pack.ts';
import { clipDescription } from './clipTokenizer.ts';

/** What CLIP reads, where a pack does not say how much its model does. */
const usualLength = 77;

/** What CLIP fills a short text up with, where a pack does not say. */
const usualPad = '<|endoftext|>';

/** A pack's tokenizer. */
export class Tokenizer {
  /** Tokens of a padded text. */
  readonly length: number;
  readonly #hub: HubTokenizer;
  readonly #pad: number;

  constructor(description: object, config: object) {
    this.#hub = new HubTokenizer(description, config);
    const pad = 'pad_token' in config ? contentOf(config.pad_token) : null;
    this.#pad = this.#hub.token_to_id(pad ?? usualPad) ?? 0;
    const length = 'model_max_length' in config ? Number(config.model_max_length) : usualLength;
    this.length = Number.isSafeInteger(length) ? length : usualLength;
  }

  /**
   * Reads `tokenizer.json`, or `vocab.json` and `merges.txt` of CLIP, and `tokenizer_config.json`; what
   * it cannot follow is a `packBroken` Failure.
   */
  static open(files: PackFiles, folder: string): Tokenizer {
    const config = files.json(`${folder}tokenizer_config.json`);
    const description = describe(files, folder);
    try {
      return new Tokenizer(Object(description) as object, Object(config) as object);
    } catch (thrown) {
      throw new Failure('packBroken', why('cannotOpen', `${folder}tokenizer.json`, String(thrown)));
    }
  }

  /** The pieces of a text with their names in the vocabulary. */
  encode(text: string): PromptToken[] {
    const { ids, tokens } = this.#hub.encode(text);
    return ids.map((id, k) => ({ id, text: tokens[k] ?? '' }));
  }

  /** The text of some ids; bytes that are no whole character yet come as U+FFFD. */
  decode(ids: readonly number[]): string {
    return this.#hub.decode([...ids], {
      skip_special_tokens: true,
      clean_up_tokenization_spaces: false,
    });
  }

  /** The pieces of a text, as many as a model of fixed length reads. */
  fitting(text: string): PromptToken[] {
    return this.cut(this.encode(text));
  }

  /** Tokens cut to `length`, keeping the last one, which ends the prompt. */
  cut(tokens: PromptToken[], length = this.length): PromptToken[] {
    return tokens.length <= length ? tokens : [...tokens.slice(0, length - 1), ...tokens.slice(-1)];
  }

  /** Ids padded to `length`. */
  padded(tokens: readonly PromptToken[], length = this.length): number[] {
    const ids = tokens.map(({ id }) => id);
    return [...ids, ...Array<number>(length - ids.length).fill(this.#pad)];
  }
}

function describe(files: PackFiles, folder: string): unknown {
  if (
    !files.paths.includes(`${folder}vocab.json`) ||
    files.paths.includes(`${folder}tokenizer.json`)
  ) {
    return files.json(`${folder}tokenizer.json`);
  }
  const merges = new TextDecoder().decode(files.take(`${folder}merges.txt`));
  return clipDescription(files.json(`${folder}vocab.json`), merges);
}

/** Special tokens are written as themselves or as an object with their content. */
function contentOf(token: unknown): string | null {
  if (typeof token === 'string') return token;
  const content = (Object(token) as { content?: unknown }).content;
  return typeof content === 'string' ? content : null;
}
