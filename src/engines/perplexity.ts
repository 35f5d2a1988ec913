/** How well some tokens suit a model, each after those before it. */
export interface Score {
  /** Each token's share, in [0, 1]. */
  probabilities: Float32Array<ArrayBuffer>;
  /** The likeliest token at each place. */
  likeliest: number[];
}

/** `logits` are [tokens, vocabulary]: row k weighs what may stand at place k, where `ids[k]` stands. */
export function scoreOf(logits: Float32Array, ids: readonly number[]): Score {
  const vocabulary = logits.length / Math.max(1, ids.length);
  const rows = ids.map((id, k) => {
    const row = logits.subarray(k * vocabulary, (k + 1) * vocabulary);
    const best = largestOf(row);
    return { likeliest: best, probability: shareOf(row, id, row[best] ?? 0) };
  });
  return {
    probabilities: Float32Array.from(rows, ({ probability }) => probability),
    likeliest: rows.map(({ likeliest }) => likeliest),
  };
}

/** The softmax of one of some logits, whose largest is `most`. */
function shareOf(logits: Float32Array, id: number, most: number): number {
  let total = 0;
  for (const logit of logits) total += Math.exp(logit - most);
  return Math.exp((logits[id] ?? -Infinity) - most) / total;
}

function largestOf(values: Float32Array): number {
  let best = 0;
  for (let k = 1; k < values.length; k++) if ((values[k] ?? 0) > (values[best] ?? 0)) best = k;
  return best;
}
