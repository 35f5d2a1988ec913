import type { TokenGlimpse } from '../../core/explain.ts';
import { Random } from '../../core/random.ts';
import type { PaintRequest, StepEvent, WriteRequest } from '../../core/run.ts';
import { alphaBarAt } from '../../core/samplers/ddim.ts';
import { keptTokens, likeliestIds } from '../../core/sampling.ts';
import type { Schedule } from '../../core/schedule.ts';

/** One token that was weighed for one place, as the run told it. */
export interface WeighedToken {
  id: number;
  text: string;
  /** Before temperature. */
  logit: number;
  /** After temperature, top-k, top-p and min-p, among the kept ones; in [0, 1]. */
  share: number;
}

/**
 * The likeliest tokens at a place with their logits, weighed as the engine weighed them; the glimpse
 * holds the largest 200 logits, which is every one that top-k up to 200 keeps.
 */
export function weighedOf(
  glimpse: TokenGlimpse,
  request: Pick<WriteRequest, 'temperature' | 'topK' | 'topP' | 'minP'>,
  count: number,
): WeighedToken[] {
  const topK = request.topK === 0 ? glimpse.logits.length : request.topK;
  const kept = keptTokens(glimpse.logits, {
    ...request,
    topK: Math.min(topK, glimpse.logits.length),
  });
  return kept.slice(0, count).map(({ id: place, probability }) => ({
    id: glimpse.ids[place] ?? 0,
    text: glimpse.texts[place] ?? '',
    logit: glimpse.logits[place] ?? 0,
    share: probability,
  }));
}

/** The number in [0, 1) that decided token `index` of a run: one is drawn for each token, none at temperature 0. */
export function drawOf({ seed, temperature }: WriteRequest, index: number): number | null {
  if (temperature === 0) return null;
  const random = new Random(seed);
  let drawn = 0;
  for (let k = 0; k <= index; k++) drawn = random.uniform();
  return drawn;
}

/** The place in a list of shares into which a draw falls; the last where they do not reach it. */
export function placeOfDraw(shares: readonly number[], draw: number): number {
  let sum = 0;
  const place = shares.findIndex((share) => (sum += share) > draw);
  return place === -1 ? shares.length - 1 : place;
}

/** Signal and noise of a latent of unit variance: `x = signal * x0 + spread * noise`. */
export interface Mixture {
  timestep: number;
  alphaBar: number;
  signal: number;
  spread: number;
}

/** The mixture that the model looked at in a step of a DDIM run of `steps` steps, and the one after it. */
export function mixturesOf(
  schedule: Schedule,
  { timestep }: Pick<StepEvent, 'timestep'>,
  steps: number,
): { now: Mixture; next: Mixture } {
  const stride = Math.floor(schedule.config.trainSteps / steps);
  return {
    now: mixtureAt(schedule, timestep),
    next: mixtureAt(schedule, timestep - stride),
  };
}

function mixtureAt(schedule: Schedule, timestep: number): Mixture {
  const alphaBar = alphaBarAt(schedule, timestep);
  return { timestep, alphaBar, signal: Math.sqrt(alphaBar), spread: Math.sqrt(1 - alphaBar) };
}

/** One number of the latent in one DDIM step: before, the guess and the noise found in it, and after. */
export interface NumberStep {
  x: number;
  x0: number;
  noise: number;
  next: number;
}

/**
 * The guess and the noise that a DDIM step found, from the latent before and after it: two equations,
 * `x = a x0 + b e` and `x' = a' x0 + b' e`, for two unknowns. Null where they do not tell them apart.
 */
export function numberStep(x: number, next: number, from: Mixture, to: Mixture): NumberStep | null {
  const determinant = from.signal * to.spread - to.signal * from.spread;
  if (Math.abs(determinant) < 1e-9) return null;
  const x0 = (x * to.spread - next * from.spread) / determinant;
  const noise = (from.signal * next - to.signal * x) / determinant;
  return { x, x0, noise, next };
}

/** Guided logit of a code: `without + scale * (with - without)`. */
export function guidedLogit(
  withPrompt: number,
  withoutPrompt: number,
  { guidance }: PaintRequest,
): number {
  return withoutPrompt + guidance * (withPrompt - withoutPrompt);
}

/** The places of the largest of some shares, largest first. */
export function largestPlaces(shares: Float32Array, count: number): number[] {
  return likeliestIds(shares, Math.min(count, shares.length));
}
