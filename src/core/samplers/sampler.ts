import type { Random } from '../random.ts';
import type { Schedule } from '../schedule.ts';

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
  /** The present guess of the clean latent; at step 0 the noise itself, or the picture it starts from. */
  guess: Float32Array;
}

export interface SamplerOptions {
  /**
   * Where the samplers that add noise draw it, one latent a step: the generator that drew the first
   * noise, as diffusers does. The deterministic ones never touch it.
   */
  random?: Random;
  /** Image-to-image: start on the way, from this picture with the noise laid over it. */
  picture?: Picture;
  /** Inpainting: after each step, what is held becomes the picture again, under the noise of that step. */
  held?: Held;
}

/** A picture that is held outside of a mask, as diffusers' inpainting with a UNet of four channels holds it. */
export interface Held {
  /** Clean, of unit variance. */
  latent: Float32Array;
  /** The noise the run began with. */
  noise: Float32Array;
  /** 1 where the picture is made anew, 0 where it is held; as long as the latent. */
  mask: Float32Array;
}

export interface Picture {
  /** Clean, of unit variance. */
  latent: Float32Array;
  /** In [0, 1]: the share of the steps that is walked; 0 gives the picture back. */
  strength: number;
}

/** A sampler walks from unit-variance noise to a clean latent, the last step's `x`. */
export type Sampler = (
  denoise: Denoise,
  noise: Float32Array,
  schedule: Schedule,
  steps: number,
  options?: SamplerOptions,
) => AsyncGenerator<SamplerStep, void, void>;

/** The noise that a stochastic sampler adds; to leave `random` out there is a mistake of ours. */
export function freshNoise({ random }: SamplerOptions, count: number): Float32Array {
  if (random === undefined) throw new TypeError('a sampler that adds noise needs `random`');
  return random.normals(count);
}
