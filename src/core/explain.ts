import type { LatentColours } from './latents.ts';
import type { Candidate, Family, Pixels } from './run.ts';

/**
 * What a model can tell of its own working, told only where the request says `explain`. Every number
 * comes from the pass that made the result; buffers are transferred with the event.
 */
export type ExplainEvent =
  | WordsExplained
  | TokensExplained
  | ScoreExplained
  | CodebookExplained
  | CellsExplained
  | CanvasExplained
  | StepExplained;

type Numbers = Float32Array<ArrayBuffer>;

interface Explained<F extends Family, K extends string> {
  type: 'explain';
  family: F;
  kind: K;
}

/** How a model read the prompt: the tokens of its `started` event, without padding. */
export interface WordsExplained extends Explained<Family, 'words'> {
  tokens: number;
  /** Each token's vector after some of the layers, [stateLayers, tokens, width]. */
  states: Numbers;
  stateLayers: number;
  width: number;
  /** From each token to each token, [layers, heads, tokens, tokens]; GPT-2 tells it by token instead. */
  attention: Numbers;
  layers: number;
  heads: number;
}

/** Some tokens that GPT-2 wrote, in order. */
export interface TokensExplained extends Explained<'gpt2', 'tokens'> {
  glimpses: readonly TokenGlimpse[];
}

/** How well the prompt itself suits GPT-2, told only where the request says `score`. */
export interface ScoreExplained extends Explained<'gpt2', 'score'> {
  /** For each token of the `started` event its share when the model had read those before it, in [0, 1]. */
  probabilities: Numbers;
  /** The token that it would have found likeliest at each of these places. */
  expected: readonly string[];
}

/** One pass of GPT-2's decoder, which ended in the choice of token `index`; the first reads the prompt. */
export interface TokenGlimpse {
  index: number;
  /** Tokens fed in this pass, and tokens there are up to and with them. */
  from: number;
  to: number;
  /** [layers, heads, from, to]; each row sums to 1. */
  attention: Numbers;
  layers: number;
  heads: number;
  /**
   * The likeliest next tokens by the reading of each layer, at temperature 1; the last is the model's
   * own. Empty for tokens that the lens did not read.
   */
  lens: readonly (readonly Candidate[])[];
  /** The largest logits before temperature, largest first, and whose they are. */
  logits: Numbers;
  ids: Int32Array<ArrayBuffer>;
  /** The texts of the first of them. */
  texts: readonly string[];
}

/** The mean picture of every code that DALL-E can draw, [codes, size, size, 3]. */
export interface CodebookExplained extends Explained<'dalle', 'codebook'> {
  size: number;
  rgb: Uint8Array<ArrayBuffer>;
}

/** Some cells that DALL-E drew, in raster order. */
export interface CellsExplained extends Explained<'dalle', 'cells'> {
  glimpses: readonly CellGlimpse[];
}

/** One pass of DALL-E's decoder with the prompt, which ended in the code of cell `index`. */
export interface CellGlimpse {
  index: number;
  layers: number;
  /** How much it looked at each token of the prompt, the mean of its heads, [layers, tokens]; rows sum to 1. */
  words: Numbers;
  /** How much it looked at the start and at each cell before it, the mean of its heads, [layers, 1 + index]. */
  cells: Numbers;
  /** The likeliest codes under guidance, likeliest first. */
  ids: Int32Array<ArrayBuffer>;
  /** Their logits before temperature with the prompt. */
  withPrompt: Numbers;
  /** The same with the empty prompt; empty where the run had no guidance. */
  withoutPrompt: Numbers;
}

/** What the later `step` explanations of a run are drawn on. */
export interface CanvasExplained extends Explained<'diffusion', 'canvas'> {
  /** Latents are [channels, side, side], of unit variance. */
  channels: number;
  side: number;
  colours: LatentColours;
  /** What each number of a step's `classes` stands for. */
  classNames: readonly string[];
}

/** One pass of the UNet, which ended in step `step` of the run. */
export interface StepExplained extends Explained<'diffusion', 'step'> {
  step: number;
  /** The latent after the step, [channels, side, side]. */
  latent: Numbers;
  /** The guess of the clean picture from the prompt alone, and from the empty prompt alone. */
  withPrompt: Pixels;
  withoutPrompt: Pixels | null;
  /** What each place of the picture looked at, for each layer with cross-attention. */
  attention: readonly CrossAttention[];
  /** What the UNet takes each of side x side places for, and how sure it is in [0, 1]; null where it has no such guess. */
  map: { side: number; classes: Uint8Array<ArrayBuffer>; sureness: Numbers } | null;
}

/** The mean of a layer's heads. */
export interface CrossAttention {
  side: number;
  tokens: number;
  /** [side * side, tokens + 1]: the tokens of the prompt, then the padding behind them; rows sum to 1. */
  weights: Numbers;
}
