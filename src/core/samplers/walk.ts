import { alphaBarOf } from '../sigmas.ts';
import { combine } from './combine.ts';
import type { Denoise, Held, Picture, SamplerStep } from './sampler.ts';

/** Where a run goes. */
export interface Course {
  /** The training timesteps at which the model is asked, the noisiest first. */
  timesteps: readonly number[];
  /** Noise over signal before each step, and after the last: one more than timesteps. */
  sigmas: readonly number[];
}

/** What a step makes of the latent that the model saw and of its answer. */
export type Advance = (x: Float32Array, output: Float32Array, k: number) => Advanced;

export interface Advanced {
  x: Float32Array;
  guess: Float32Array;
}

/** The loop of every sampler: tells the beginning, then asks the model and advances, step by step. */
export async function* walk(
  denoise: Denoise,
  begun: Advanced,
  { timesteps, sigmas }: Course,
  advance: Advance,
  held?: Held,
): AsyncGenerator<SamplerStep, void, void> {
  const steps = timesteps.length;
  const tell = (step: number, timestep: number, { x, guess }: Advanced): SamplerStep => {
    return { step, steps, timestep, sigma: sigmas[step] ?? 0, x, guess };
  };
  yield tell(0, timesteps[0] ?? 0, begun);
  let { x } = begun;
  for (const [k, timestep] of timesteps.entries()) {
    const advanced = advance(x, await denoise(x, timestep), k);
    x = advanced.x;
    if (held !== undefined) x = withHeld(x, held, k + 1 < steps ? (sigmas[k + 1] ?? 0) : null);
    yield tell(k + 1, timestep, { ...advanced, x });
  }
}

/** What is held, under the noise of a sigma; clean for null, after the last step. */
function withHeld(x: Float32Array, { latent, noise, mask }: Held, sigma: number | null) {
  const kept = sigma === null ? latent : noised(latent, noise, alphaBarOf(sigma));
  return x.map((value, k) => {
    const anew = mask[k] ?? 1;
    return anew * value + (1 - anew) * (kept[k] ?? 0);
  });
}

/**
 * The first of `steps` steps that is walked at this strength, in [0, steps]; `steps` leaves none.
 * As diffusers' image-to-image pipelines count (`get_timesteps`).
 */
export function firstStep(steps: number, strength: number): number {
  return steps - Math.min(Math.floor(steps * strength), steps);
}

/** How many of `steps` steps are walked from a picture at this strength. */
export function stepsWalked(steps: number, strength: number): number {
  return steps - firstStep(steps, strength);
}

/** The part of a course of `steps` steps that is walked from a picture; all of it without one. */
export function shortened(course: Course, steps: number, picture: Picture | undefined): Course {
  const begin = picture === undefined ? 0 : firstStep(steps, picture.strength);
  if (begin === steps) return { timesteps: [], sigmas: [0] };
  return { timesteps: course.timesteps.slice(begin), sigmas: course.sigmas.slice(begin) };
}

/** Where a run begins: in pure noise, or in a picture under the noise of the course's first sigma. */
export function beginning(
  noise: Float32Array,
  { sigmas }: Course,
  picture: Picture | undefined,
): Advanced {
  if (picture === undefined) return { x: noise, guess: noise };
  const { latent } = picture;
  return { x: noised(latent, noise, alphaBarOf(sigmas[0] ?? 0)), guess: latent };
}

/** Noise over a clean latent, of unit variance: as diffusers' `add_noise` at that `alphas_cumprod`. */
export function noised(latent: Float32Array, noise: Float32Array, alphaBar: number): Float32Array {
  return combine(latent, Math.sqrt(alphaBar), noise, Math.sqrt(1 - alphaBar));
}
