import type { SamplerName } from './run.ts';
import type { PredictionType, Schedule } from './schedule.ts';
import { roundHalfToEven, spacedTimesteps } from './schedule.ts';

/**
 * What the model says of a noisy latent `x` of unit variance at training timestep `t`; what its
 * answer means (noise, velocity, picture) is the schedule's prediction type.
 */
export type Denoise = (x: Float32Array, timestep: number) => Promise<Float32Array>;

export interface SamplerStep {
  /** 1 .. steps; 0 is the noise before the first step. */
  step: number;
  steps: number;
  /** The training timestep at which the model was asked, at step 0 the one it will be asked first. */
  timestep: number;
  /** Noise over signal, sqrt((1 - a) / a), of `x`; Infinity for pure noise. */
  sigma: number;
  /** The latent after this step, scaled to unit variance as the model sees it. */
  x: Float32Array;
  /** The present guess of the clean latent; at step 0 the noise itself. */
  guess: Float32Array;
}

/** A sampler walks from unit-variance noise to a clean latent, the last step's `x`. */
export type Sampler = (
  denoise: Denoise,
  noise: Float32Array,
  schedule: Schedule,
  steps: number,
) => AsyncGenerator<SamplerStep, void, void>;

export const samplers: Record<SamplerName, Sampler> = { ddim, euler };

/** Deterministic DDIM (Song et al. 2021, formulas 12 and 16 with eta 0), as diffusers' DDIMScheduler. */
async function* ddim(
  denoise: Denoise,
  noise: Float32Array,
  schedule: Schedule,
  steps: number,
): AsyncGenerator<SamplerStep, void, void> {
  const { config, alphaBars } = schedule;
  const timesteps = spacedTimesteps(config, steps).map(roundHalfToEven);
  const stride = Math.floor(config.trainSteps / steps);
  const finalAlphaBar = config.setAlphaToOne ? 1 : (alphaBars[0] ?? 1);
  const alphaBarAt = (timestep: number): number =>
    timestep < 0 ? finalAlphaBar : (alphaBars[timestep] ?? alphaBars.at(-1) ?? 0);
  const sigmaAt = (timestep: number): number => sigmaOf(alphaBarAt(timestep));
  const first = timesteps[0] ?? 0;
  yield { step: 0, steps, timestep: first, sigma: sigmaAt(first), x: noise, guess: noise };
  let x = noise;
  for (const [k, timestep] of timesteps.entries()) {
    const output = await denoise(x, timestep);
    const signal = Math.sqrt(alphaBarAt(timestep));
    const spread = Math.sqrt(1 - alphaBarAt(timestep));
    const predicted = predict(config.predictionType, x, output, signal, spread);
    const guess = clipped(predicted.x0, config.clip);
    const next = alphaBarAt(timestep - stride);
    x = combine(guess, Math.sqrt(next), predicted.noise, Math.sqrt(1 - next));
    yield { step: k + 1, steps, timestep, sigma: sigmaAt(timestep - stride), x, guess };
  }
}

/** Euler's method on the probability flow (Karras et al. 2022, algorithm 2), as diffusers' EulerDiscreteScheduler. */
async function* euler(
  denoise: Denoise,
  noise: Float32Array,
  schedule: Schedule,
  steps: number,
): AsyncGenerator<SamplerStep, void, void> {
  const { config } = schedule;
  const timesteps = spacedTimesteps(config, steps).map(Math.fround);
  const sigmas = [...eulerSigmas(schedule, timesteps), 0];
  const largest = sigmas[0] ?? 0;
  const start = config.spacing === 'leading' ? Math.hypot(largest, 1) : largest;
  let wide: Float32Array = noise.map((value) => value * start); // x scaled by sqrt(sigma^2 + 1)
  yield { step: 0, steps, timestep: timesteps[0] ?? 0, sigma: largest, x: noise, guess: noise };
  for (const [k, timestep] of timesteps.entries()) {
    const sigma = sigmas[k] ?? 0;
    const next = sigmas[k + 1] ?? 0;
    const x = narrowed(wide, sigma);
    const output = await denoise(x, timestep);
    const guess = eulerGuess(config.predictionType, wide, output, sigma);
    wide = eulerStep(wide, guess, sigma, next);
    yield { step: k + 1, steps, timestep, sigma: next, x: narrowed(wide, next), guess };
  }
}

/** Sigmas at (perhaps fractional) timesteps; pure noise counts as 2^-24 of signal, as in diffusers. */
function eulerSigmas({ config, alphaBars }: Schedule, timesteps: readonly number[]): number[] {
  const { fround } = Math;
  const table = alphaBars.map((alphaBar) => {
    const least = config.zeroTerminalSnr && alphaBar === 0 ? 2 ** -24 : alphaBar;
    return fround(fround(1 - least) / least) ** 0.5;
  });
  return timesteps.map((timestep) => {
    const low = Math.min(Math.max(Math.floor(timestep), 0), table.length - 1);
    const high = Math.min(low + 1, table.length - 1);
    const below = table[low] ?? 0;
    return fround(below + (timestep - low) * ((table[high] ?? 0) - below));
  });
}

function eulerGuess(
  type: PredictionType,
  wide: Float32Array,
  output: Float32Array,
  sigma: number,
): Float32Array {
  switch (type) {
    case 'sample':
      return output;
    case 'epsilon':
      return combine(wide, 1, output, -sigma);
    case 'v_prediction':
      return combine(wide, 1 / (sigma * sigma + 1), output, -sigma / Math.hypot(sigma, 1));
  }
}

/**
 * One step along the slope, rounded to float32 where diffusers rounds: at sigma 4096 the difference
 * of large numbers would show.
 */
function eulerStep(
  wide: Float32Array,
  guess: Float32Array,
  sigma: number,
  next: number,
): Float32Array {
  const { fround } = Math;
  const width = fround(next - sigma);
  return wide.map((value, k) => {
    const slope = fround(fround(value - (guess[k] ?? 0)) / sigma);
    return value + fround(slope * width);
  });
}

interface Prediction {
  x0: Float32Array;
  noise: Float32Array;
}

/** Both parts of `x = signal * x0 + spread * noise` from what the model said of one of them. */
function predict(
  type: PredictionType,
  x: Float32Array,
  output: Float32Array,
  signal: number,
  spread: number,
): Prediction {
  switch (type) {
    case 'sample':
      return { x0: output, noise: combine(x, 1 / spread, output, -signal / spread) };
    case 'epsilon':
      return { x0: combine(x, 1 / signal, output, -spread / signal), noise: output };
    case 'v_prediction':
      return {
        x0: combine(x, signal, output, -spread),
        noise: combine(output, signal, x, spread),
      };
  }
}

/** `a * scaleA + b * scaleB`, element by element. */
function combine(a: Float32Array, scaleA: number, b: Float32Array, scaleB: number): Float32Array {
  return a.map((value, k) => value * scaleA + (b[k] ?? 0) * scaleB);
}

function clipped(x: Float32Array, limit: number | null): Float32Array {
  return limit === null ? x : x.map((value) => Math.min(Math.max(value, -limit), limit));
}

function narrowed(wide: Float32Array, sigma: number): Float32Array {
  const scale = 1 / Math.hypot(sigma, 1);
  return wide.map((value) => value * scale);
}

function sigmaOf(alphaBar: number): number {
  return Math.sqrt((1 - alphaBar) / alphaBar);
}
