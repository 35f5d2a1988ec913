export interface SamplingOptions {
  /** 0 is greedy: the likeliest token, without a draw. */
  temperature: number;
  /** How many of the likeliest tokens are kept; 0 keeps every one. */
  topK: number;
  /** The shortest run of the likeliest tokens whose probabilities reach this is kept; 1 keeps all. */
  topP: number;
  /** Tokens less likely than this share of the likeliest are left out (Nguyen et al. 2024); 0 keeps all. */
  minP?: number;
}

export interface Weighed {
  id: number;
  /** Among the kept tokens, in [0, 1]. */
  probability: number;
}

export interface Choice extends Weighed {
  /** The five likeliest of all tokens at this temperature, likeliest first, before any is left out. */
  likeliest: Weighed[];
  /** How many tokens top-k, top-p and min-p left to draw from. */
  kept: number;
}

/**
 * Draws a token: logits -> temperature -> top-k -> top-p -> min-p -> choice. Kept tokens stand in order of
 * descending logit, ties by lower id; the softmax is taken in float64, and the choice is the first
 * whose cumulative probability exceeds one draw of `uniform`, in [0, 1). The golden scripts under
 * training/golden follow the same rule.
 *
 * At temperature 0 nothing is drawn, and the probabilities told are those at temperature 1.
 */
export function chooseToken(
  logits: Float32Array,
  options: SamplingOptions,
  uniform: () => number,
): Choice {
  const kept = keptTokens(logits, options);
  const weights = kept.map(({ probability }) => probability);
  const rank = options.temperature === 0 ? 0 : drawRank(weights, uniform());
  return choiceAmong(kept, kept[rank] ?? { id: 0, probability: 0 }, logits, options);
}

/** A token that is given and not drawn, weighed as `chooseToken` would have; 0 where it would be left out. */
export function choiceOf(logits: Float32Array, options: SamplingOptions, id: number): Choice {
  const kept = keptTokens(logits, options);
  const probability = kept.find((weighed) => weighed.id === id)?.probability ?? 0;
  return choiceAmong(kept, { id, probability }, logits, options);
}

/** Its `likeliest` are weighed when they are asked for: whoever only draws does not pay for them. */
function choiceAmong(
  kept: readonly Weighed[],
  chosen: Weighed,
  logits: Float32Array,
  { temperature }: SamplingOptions,
): Choice {
  return {
    ...chosen,
    kept: kept.length,
    get likeliest() {
      const logShare = logShares(logits, temperature === 0 ? 1 : temperature);
      return likeliestIds(logits, 5)
        .map((id) => ({ id, probability: Math.exp(logShare(id)) }))
        .filter(({ probability }) => probability > 0);
    },
  };
}

/** log p of one token among all, at temperature 1. */
export function logShareOf(logits: Float32Array, id: number): number {
  return logShares(logits, 1)(id);
}

/** log p of any token among all. */
function logShares(logits: Float32Array, temperature: number): (id: number) => number {
  const most = logits.reduce((largest, logit) => Math.max(largest, logit), -Infinity);
  const total = logits.reduce((sum, logit) => sum + Math.exp((logit - most) / temperature), 0);
  return (id) => ((logits[id] ?? -Infinity) - most) / temperature - Math.log(total);
}

/** The tokens that temperature, top-k, top-p and min-p leave, likeliest first, as `chooseToken` weighs them. */
export function keptTokens(
  logits: Float32Array,
  { temperature, topK, topP, minP = 0 }: SamplingOptions,
): Weighed[] {
  const ids = likeliestIds(logits, topK === 0 ? logits.length : topK);
  const all = softmax(
    ids.map((id) => logits[id] ?? 0),
    temperature === 0 ? 1 : temperature,
  );
  const reaching = all.slice(0, shortestReaching(all, topP));
  const least = minP * (reaching[0] ?? 0);
  const kept = renormalise(reaching.filter((probability) => probability >= least));
  return kept.map((probability, rank) => ({ id: ids[rank] ?? 0, probability }));
}

/**
 * Logits in which what was said before is less likely (Keskar et al. 2019, formula 2): those above 0
 * divided by the penalty, those below multiplied. A penalty of 1 gives the logits back.
 */
export function penalised(
  logits: Float32Array,
  said: Iterable<number>,
  penalty: number,
): Float32Array {
  if (penalty === 1) return logits;
  const changed = logits.slice();
  for (const id of new Set(said)) {
    const logit = logits[id] ?? 0;
    changed[id] = logit < 0 ? logit * penalty : logit / penalty;
  }
  return changed;
}

/**
 * Logits in which no token can follow that would say a run of `size` tokens a second time: -Infinity there, as
 * transformers' NoRepeatNGramLogitsProcessor has it. A size of 0 gives the logits back.
 */
export function unrepeated(
  logits: Float32Array,
  said: readonly number[],
  size: number,
): Float32Array {
  if (size === 0 || said.length < size) return logits;
  const tail = said.slice(said.length - size + 1);
  const changed = logits.slice();
  for (let first = 0; first + size <= said.length; first++) {
    const next = said[first + size - 1];
    if (next !== undefined && tail.every((id, k) => said[first + k] === id)) {
      changed[next] = -Infinity;
    }
  }
  return changed;
}

/** The ids of the `count` largest logits, largest first, ties by lower id. */
export function likeliestIds(logits: Float32Array, count: number): number[] {
  const threshold = count < logits.length ? (logits.toSorted().at(-count) ?? 0) : -Infinity;
  const ids: number[] = [];
  logits.forEach((logit, id) => {
    if (logit >= threshold) ids.push(id);
  });
  if (ids.length === 0) throw new Error(`none of ${logits.length} logits is a number`);
  return ids.sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0) || a - b).slice(0, count);
}

/** float64 probabilities of descending logits. */
function softmax(logits: readonly number[], temperature: number): number[] {
  const largest = (logits[0] ?? 0) / temperature;
  return renormalise(logits.map((logit) => Math.exp(logit / temperature - largest)));
}

function renormalise(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The length of the shortest prefix whose sum is at least `share`; all when none is. */
function shortestReaching(probabilities: readonly number[], share: number): number {
  if (share >= 1) return probabilities.length;
  let sum = 0;
  const last = probabilities.findIndex((probability) => (sum += probability) >= share);
  return last === -1 ? probabilities.length : last + 1;
}

/** The first rank whose cumulative probability exceeds `u`; the last when rounding leaves none. */
function drawRank(probabilities: readonly number[], u: number): number {
  let sum = 0;
  const rank = probabilities.findIndex((probability) => (sum += probability) > u);
  return rank === -1 ? probabilities.length - 1 : rank;
}
