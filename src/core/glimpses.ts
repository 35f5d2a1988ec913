import type { CellGlimpse, StepExplained, TokenGlimpse, WordsExplained } from './explain.ts';

/** Readings of `explain` events: sums and means of the numbers that came, nothing else. */

/** How alike the tokens' vectors after one layer are, the cosine of each pair, [tokens, tokens] in [-1, 1]. */
export function similarities(words: WordsExplained, layer: number): Float32Array {
  const { tokens, width, states } = words;
  const vector = (k: number) =>
    states.subarray((layer * tokens + k) * width, (layer * tokens + k + 1) * width);
  const dot = (a: number, b: number) => {
    const other = vector(b);
    return vector(a).reduce((sum, value, k) => sum + value * (other[k] ?? 0), 0);
  };
  const lengths = Array.from({ length: tokens }, (_, k) => Math.sqrt(dot(k, k)));
  return Float32Array.from({ length: tokens * tokens }, (_, at) => {
    const [a, b] = [Math.floor(at / tokens), at % tokens];
    const scale = (lengths[a] ?? 0) * (lengths[b] ?? 0);
    return scale === 0 ? 0 : dot(a, b) / scale;
  });
}

/** The attention of one head over all tokens up to a pass, [to, to]; what a token could not see yet is 0. */
export function attentionSoFar(
  glimpses: readonly TokenGlimpse[],
  layer: number,
  head: number,
): Float32Array {
  const size = glimpses.at(-1)?.to ?? 0;
  const whole = new Float32Array(size * size);
  for (const glimpse of glimpses) {
    const { from, to, heads, attention } = glimpse;
    const start = (layer * heads + head) * from * to;
    for (let row = 0; row < from; row++) {
      const at = start + row * to;
      whole.set(attention.subarray(at, at + to), (to - from + row) * size);
    }
  }
  return whole;
}

/** How much the last token of a pass looked at each token, the mean of the heads of one layer or of all, [to]. */
export function looksOfToken(glimpse: TokenGlimpse, layer: number | null): Float32Array {
  const { from, to, heads, layers, attention } = glimpse;
  const sum = new Float32Array(to);
  const chosen = layer === null ? Array.from({ length: layers }, (_, k) => k) : [layer];
  for (const each of chosen) {
    for (let head = 0; head < heads; head++) {
      const start = ((each * heads + head) * from + from - 1) * to;
      for (let k = 0; k < to; k++) sum[k] = (sum[k] ?? 0) + (attention[start + k] ?? 0);
    }
  }
  return sum.map((value) => value / (chosen.length * heads));
}

/** How much each written token looked back at some tokens of the prompt, the mean of all heads. */
export function looksAtWord(
  glimpses: readonly TokenGlimpse[],
  tokens: readonly number[],
): number[] {
  return glimpses.map((glimpse) => {
    const looks = looksOfToken(glimpse, null);
    return tokens.reduce((sum, token) => sum + (looks[token] ?? 0), 0);
  });
}

/** The mean over layers of numbers [layers, n]. */
export function layerMean(numbers: Float32Array, layers: number): Float32Array {
  const length = numbers.length / layers;
  return Float32Array.from({ length }, (_, k) => {
    let sum = 0;
    for (let layer = 0; layer < layers; layer++) sum += numbers[layer * length + k] ?? 0;
    return sum / layers;
  });
}

/** How much each cell looked at some tokens while it was drawn, [cells]; those not drawn yet are 0. */
export function cellsAtWord(
  glimpses: readonly CellGlimpse[],
  tokens: readonly number[],
  cells: number,
): Float32Array {
  const map = new Float32Array(cells);
  for (const { index, words, layers } of glimpses) {
    const looks = layerMean(words, layers);
    map[index] = tokens.reduce((sum, token) => sum + (looks[token] ?? 0), 0);
  }
  return map;
}

/** How much each place of the picture looked at some tokens in one step, the mean of all layers, [side, side]. */
export function placesAtWord(
  { attention }: StepExplained,
  tokens: readonly number[],
  side: number,
): Float32Array {
  const map = new Float32Array(side * side);
  for (const layer of attention) {
    const columns = layer.tokens + 1;
    map.forEach((sum, place) => {
      const row = Math.floor((Math.floor(place / side) * layer.side) / side);
      const column = Math.floor(((place % side) * layer.side) / side);
      const at = (row * layer.side + column) * columns;
      const looks = tokens.reduce((all, token) => all + (layer.weights[at + token] ?? 0), 0);
      map[place] = sum + looks / attention.length;
    });
  }
  return map;
}

/** The probabilities of a cell's likeliest codes at a temperature and guidance, among those kept, in their order. */
export function codeShares(
  { ids, withPrompt, withoutPrompt }: CellGlimpse,
  temperature: number,
  guidance: number,
): number[] {
  const logits = Array.from(ids, (_, k) => {
    const base = withoutPrompt[k] ?? withPrompt[k] ?? 0;
    return base + guidance * ((withPrompt[k] ?? 0) - base);
  });
  const most = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp((logit - most) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
