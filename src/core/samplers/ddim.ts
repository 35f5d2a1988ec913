import type { Schedule } from '../schedule.ts';
import { roundHalfToEven, spacedTimesteps } from '../schedule.ts';
import { sigmaOf } from '../sigmas.ts';
import { combine } from './combine.ts';
import { clipped, predict } from './prediction.ts';
import type { Sampler } from './sampler.ts';
import type { Advance } from './walk.ts';
import { beginning, shortened, walk } from './walk.ts';

/** Deterministic DDIM (Song et al. 2021, formulas 12 and 16 with eta 0), as diffusers' DDIMScheduler. */
export const ddim: Sampler = (denoise, noise, schedule, steps, { picture, held } = {}) => {
  const { config } = schedule;
  const timesteps = spacedTimesteps(config, steps).map(roundHalfToEven);
  const stride = Math.floor(config.trainSteps / steps);
  const last = (timesteps.at(-1) ?? 0) - stride;
  const sigmas = [...timesteps, last].map((timestep) => sigmaOf(alphaBarAt(schedule, timestep)));
  const course = shortened({ timesteps, sigmas }, steps, picture);
  const advance: Advance = (x, output, k) => {
    const timestep = course.timesteps[k] ?? 0;
    const alphaBar = alphaBarAt(schedule, timestep);
    const next = alphaBarAt(schedule, timestep - stride);
    const { predictionType, clip } = config;
    const found = predict(predictionType, x, output, Math.sqrt(alphaBar), Math.sqrt(1 - alphaBar));
    const guess = clipped(found.x0, clip);
    return { guess, x: combine(guess, Math.sqrt(next), found.noise, Math.sqrt(1 - next)) };
  };
  return walk(denoise, beginning(noise, course, picture), course, advance, held);
};

/** The share of signal at a timestep; before the first lies what `set_alpha_to_one` says. */
export function alphaBarAt({ config, alphaBars }: Schedule, timestep: number): number {
  if (timestep < 0) return config.setAlphaToOne ? 1 : (alphaBars[0] ?? 1);
  return alphaBars[timestep] ?? alphaBars.at(-1) ?? 0;
}
