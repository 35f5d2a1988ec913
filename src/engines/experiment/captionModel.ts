import { nn, numpy as np } from '@jax-js/jax';
import type { Random } from '../../core/random.ts';
import { freshMatrix, normalised } from './matrices.ts';

/** Tokens that it sees at most. */
export const context = 16;
const width = 32;
const heads = 2;

// A type and not an interface, as jax-js asks of what its transformations take.
export type CaptionWeights = {
  /** Serves on the way in and on the way out, [words, width]. */
  words: np.Array;
  places: np.Array; // [context, width]
  qkv: np.Array; // [width, 3 * width]
  out: np.Array; // [width, width]
  up: np.Array; // [width, 4 * width]
  down: np.Array; // [4 * width, width]
};

export function freshCaptionWeights(words: number, random: Random): CaptionWeights {
  const matrix = (rows: number, columns: number, scale = 1): np.Array =>
    freshMatrix(rows, columns, random, scale);
  return {
    words: matrix(words, width, Math.sqrt(words) * 0.1),
    places: matrix(context, width, Math.sqrt(context) * 0.1),
    qkv: matrix(width, 3 * width),
    out: matrix(width, width, 0.5),
    up: matrix(width, 4 * width),
    down: matrix(4 * width, width, 0.5),
  };
}

/** One block of a GPT: logits of the next word at each place, [B, context, words], of one-hot tokens of the same shape. */
export function captionLogits(weights: CaptionWeights, tokens: np.Array): np.Array {
  const { words, places, qkv, out, up, down } = weights;
  const read = np.matmul(tokens, words.ref).add(places);
  const looked = read.ref.add(np.matmul(attended(np.matmul(normalised(read), qkv)), out));
  const thought = looked.ref.add(np.matmul(nn.relu(np.matmul(normalised(looked), up)), down));
  return np.matmul(normalised(thought), words.transpose());
}

/** The cross-entropy of the next words, one-hot, where `counts` is 1 and not 0, [B, context]. */
export function captionLoss(
  weights: CaptionWeights,
  tokens: np.Array,
  next: np.Array,
  counts: np.Array,
): np.Array {
  const shares = nn.logSoftmax(captionLogits(weights, tokens), -1);
  const total = np.sum(shares.mul(next).sum(-1).mul(counts.ref));
  return total.div(np.sum(counts)).mul(-1);
}

/** Causal self-attention of [B, context, 3 * width]: queries, keys, values. */
function attended(qkv: np.Array): np.Array {
  const batch = qkv.shape[0] ?? 0;
  const [q, k, v] = np
    .split(qkv, 3, -1)
    .map((part) => part.reshape([batch, context, heads, width / heads]).transpose([0, 2, 1, 3]));
  if (q === undefined || k === undefined || v === undefined) throw new Error('three parts');
  const scores = np
    .matmul(q, k.transpose([0, 1, 3, 2])) // [B, heads, context, context]
    .mul(1 / Math.sqrt(width / heads))
    .add(np.array(futureMask()).reshape([context, context]));
  return np
    .matmul(nn.softmax(scores, -1), v)
    .transpose([0, 2, 1, 3])
    .reshape([batch, context, width]);
}

/** 0 for what a place may look at, and so much for what comes after it that nothing of it is left. */
function futureMask(): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: context * context }, (_, at) =>
    at % context <= Math.floor(at / context) ? 0 : -1e9,
  );
}
