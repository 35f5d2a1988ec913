import { why } from '../detail.ts';
import { Failure } from '../failure.ts';
import type { ScheduleConfig } from '../scheduleConfig.ts';
import { sigmaOf } from '../sigmas.ts';
import { combine } from './combine.ts';
import { clipped, predict } from './prediction.ts';
import type { Sampler } from './sampler.ts';
import { freshNoise } from './sampler.ts';
import type { Advance } from './walk.ts';
import { beginning, noised, shortened, walk } from './walk.ts';

/**
 * Multistep sampling of a latent consistency model (Luo et al. 2023, algorithm 3): each step guesses
 * the end and lays less noise over it, as diffusers' LCMScheduler. More steps than the model was
 * distilled at are a `badInput` Failure.
 */
export const lcm: Sampler = (denoise, noise, schedule, steps, options = {}) => {
  const { picture, held } = options;
  const { predictionType, clip, consistency } = schedule.config;
  const timesteps = lcmTimesteps(schedule.config, steps);
  const alphaBarAt = (timestep = 0): number => schedule.alphaBars[timestep] ?? 0;
  const sigmas = [...timesteps.map((timestep) => sigmaOf(alphaBarAt(timestep))), 0];
  const course = shortened({ timesteps, sigmas }, steps, picture);
  const advance: Advance = (x, output, k) => {
    const [timestep = 0, next] = course.timesteps.slice(k, k + 2);
    const alphaBar = alphaBarAt(timestep);
    const [signal, spread] = [Math.sqrt(alphaBar), Math.sqrt(1 - alphaBar)];
    const end = clipped(predict(predictionType, x, output, signal, spread).x0, clip);
    const [skip, out] = boundary(timestep * consistency.timestepScaling);
    const guess = combine(end, out, x, skip);
    if (next === undefined) return { x: guess, guess };
    return { x: noised(guess, freshNoise(options, x.length), alphaBarAt(next)), guess };
  };
  return walk(denoise, beginning(noise, course, picture), course, advance, held);
};

/** Evenly chosen among the timesteps of the distillation, the noisiest first. */
export function lcmTimesteps({ trainSteps, consistency }: ScheduleConfig, steps: number): number[] {
  if (steps > consistency.steps) {
    throw new Failure('badInput', why('tooManySteps', steps, consistency.steps));
  }
  const stride = Math.floor(trainSteps / consistency.steps);
  const hop = consistency.steps / steps;
  return Array.from({ length: steps }, (_, k) => {
    return (consistency.steps - Math.floor(k * hop)) * stride - 1;
  });
}

/** The shares of the latent and of the guess (Song et al. 2023, appendix C): at time 0 the latent stays. */
function boundary(time: number): [skip: number, out: number] {
  const dataSigma = 0.5;
  const square = time ** 2 + dataSigma ** 2;
  return [dataSigma ** 2 / square, time / Math.sqrt(square)];
}
