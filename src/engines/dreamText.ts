import { why } from '../core/detail.ts';
import { parseEmphasis } from '../core/emphasis.ts';
import type { ExplainEvent } from '../core/explain.ts';
import { Failure } from '../core/failure.ts';
import type { DreamRequest, PromptToken, StageEvent } from '../core/run.ts';
import { mixed } from '../core/slerp.ts';
import type { Dreamer } from './dreamPack.ts';
import { runStage } from './engine.ts';
import { explainWords, layersOf } from './explain.ts';
import { feed, floats, floatsOf, tensorOf } from './tensors.ts';
import type { Tensor } from './tensors.ts';
import type { Tokenizer } from './tokenizer.ts';

const family = 'diffusion';
const heaviest = 5;

/** A text as the encoder reads it, and how much each token weighs. */
export interface WeighedText {
  tokens: PromptToken[];
  /** Null where every token weighs 1. */
  weights: number[] | null;
}

/** What the UNet is told of the texts: [with the prompt, without it], or the first alone. */
export interface TextStates {
  /** [batch, tokens, width]. */
  states: Tensor;
  /** After the turn to another prompt; null where there is none. */
  turned: Tensor | null;
}

/** Refuses a weight outside [0, 5]. */
export function checkEmphasis(prompt: string): void {
  const odd = parseEmphasis(prompt).find(({ weight }) => !(weight >= 0 && weight <= heaviest));
  if (odd === undefined) return;
  throw new Failure('badInput', why('weightOdd', odd.text.trim(), odd.weight, heaviest));
}

/** A prompt cut into tokens, piece by piece where pieces weigh more or less than others. */
export function weighText(tokenizer: Tokenizer, prompt: string): WeighedText {
  const pieces = parseEmphasis(prompt);
  if (pieces.every(({ weight }) => weight === 1)) {
    return { tokens: tokenizer.fitting(pieces.map(({ text }) => text).join('')), weights: null };
  }
  const frame = tokenizer.encode('');
  const [begin, end] = [frame.slice(0, -1), frame.slice(-1)];
  const inner = pieces.flatMap(({ text, weight }) => {
    const tokens = tokenizer.encode(text).slice(begin.length, -end.length);
    return tokens.map((token) => ({ token, weight }));
  });
  const tokens = tokenizer.cut([...begin, ...inner.map(({ token }) => token), ...end]);
  const weights = tokens.map((_, k) => {
    const isEnd = k === tokens.length - 1;
    return isEnd ? 1 : (inner[k - begin.length]?.weight ?? 1);
  });
  return { tokens, weights };
}

/**
 * The states of all texts of a run, encoded at once: [prompt, negative prompt] and what else is asked
 * for. `explained` tokens of the prompt are explained; null explains nothing.
 */
export async function* encodeTexts(
  { textEncoder, tokenizer }: Dreamer,
  prompt: WeighedText,
  request: DreamRequest,
  guides: boolean,
  explained: number | null,
  signal: AbortSignal,
): AsyncGenerator<StageEvent | ExplainEvent, TextStates, void> {
  const { negative = '', toward, turn } = request;
  const texts = new Map<string, WeighedText>([['prompt', prompt]]);
  if (guides) texts.set('negative', weighText(tokenizer, negative));
  if (toward?.prompt !== undefined) texts.set('toward', weighText(tokenizer, toward.prompt));
  if (turn !== undefined) texts.set('turn', weighText(tokenizer, turn.prompt));
  const all = [...texts.values()];
  const ids = all.flatMap(({ tokens }) => tokenizer.padded(tokens));
  const input_ids = feed(textEncoder, 'input_ids', ids, [all.length, tokenizer.length]);
  const further = explained === null ? [] : layersOf(textEncoder, 'attentions');
  const stage = { family, name: 'text encoder', graph: textEncoder, further } as const;
  const results = yield* runStage(stage, { input_ids }, ['last_hidden_state'], signal);
  if (explained !== null) {
    yield explainWords(family, explained, results, further, ['last_hidden_state']);
  }
  const [, length = 0, width = 0] = tensorOf(results, 'last_hidden_state').dims;
  const states = floatsOf(results, 'last_hidden_state');
  const size = length * width;
  const rows = new Map(
    [...texts].map(([name, { weights }], k) => {
      return [name, weighed(states.slice(k * size, (k + 1) * size), weights, width)] as const;
    }),
  );
  const without = rows.get('negative');
  const batched = (row: Float32Array): Tensor => {
    if (without === undefined) return floats(row, [1, length, width]);
    const both = new Float32Array(2 * size);
    both.set(row);
    both.set(without, size);
    return floats(both, [2, length, width]);
  };
  const here = rows.get('prompt') ?? new Float32Array(size);
  const there = rows.get('toward');
  const between = there === undefined ? here : mixed(here, there, toward?.share ?? 0);
  const turned = rows.get('turn');
  return { states: batched(between), turned: turned === undefined ? null : batched(turned) };
}

/**
 * States [tokens, width] with each token's times its weight: AUTOMATIC1111's emphasis "No norm". Its
 * older one then restores the mean of all states, which after a layer norm is hardly more than rounding.
 */
function weighed(
  states: Float32Array,
  weights: readonly number[] | null,
  width: number,
): Float32Array {
  if (weights === null) return states;
  return states.map((value, k) => value * (weights[Math.floor(k / width)] ?? 1));
}
