import { Tokenizer as HubTokenizer } from '@huggingface/tokenizers';
import { Failure } from '../core/failure.ts';
import type { PromptToken } from '../core/run.ts';
import type { PackFiles } from '../packs/pack.ts';

/** A pack's `tokenizer.json`. */
export class Tokenizer {
  readonly #hub: HubTokenizer;
  readonly #pad: number;

  constructor(description: object, config: object) {
    this.#hub = new HubTokenizer(description, config);
    const pad = 'pad_token' in config ? config.pad_token : undefined;
    this.#pad = (typeof pad === 'string' ? this.#hub.token_to_id(pad) : undefined) ?? 0;
  }

  /** Reads `tokenizer.json` and `tokenizer_config.json`; what it cannot follow is a `packBroken` Failure. */
  static open(files: PackFiles, folder: string): Tokenizer {
    const description = files.json(`${folder}tokenizer.json`);
    const config = files.json(`${folder}tokenizer_config.json`);
    try {
      return new Tokenizer(Object(description) as object, Object(config) as object);
    } catch (thrown) {
      throw new Failure('packBroken', `${folder}tokenizer.json: ${String(thrown)}`);
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

  /** Tokens cut to `length`, keeping the last one, which ends the prompt. */
  cut(tokens: PromptToken[], length: number): PromptToken[] {
    return tokens.length <= length ? tokens : [...tokens.slice(0, length - 1), ...tokens.slice(-1)];
  }

  /** Ids padded to `length`. */
  padded(tokens: readonly PromptToken[], length: number): number[] {
    const ids = tokens.map(({ id }) => id);
    return [...ids, ...Array<number>(length - ids.length).fill(this.#pad)];
  }
}
