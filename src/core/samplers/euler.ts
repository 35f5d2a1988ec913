import type { Schedule } from '../schedule.ts';
import { spacedTimesteps } from '../schedule.ts';
import type { FinalSigma, PredictionType } from '../scheduleConfig.ts';
import { finalSigmaOf, karrasSigmas, sigmasAt, sigmaTable, timestepOf } from '../sigmas.ts';
import { combine } from './combine.ts';
import type { Sampler, SamplerOptions } from './sampler.ts';
import { freshNoise } from './sampler.ts';
import type { Advance, Course } from './walk.ts';
import { beginning, shortened, walk } from './walk.ts';

const { fround } = Math;

/** Euler's method on the probability flow (Karras et al. 2022, algorithm 2), as diffusers' EulerDiscreteScheduler. */
export const euler: Sampler = (denoise, noise, schedule, steps, options = {}) => {
  const { karras, finalSigma } = schedule.config;
  const uniform = eulerCourse(schedule, steps, finalSigma);
  const course = karras ? karrasCourse(uniform, sigmaTable(schedule)) : uniform;
  return walkSlopes(eulerStep, course, denoise, noise, schedule, steps, options);
};

/**
 * Euler's method down to less noise than the next step has, and fresh noise up to it, as diffusers'
 * EulerAncestralDiscreteScheduler.
 */
export const eulerAncestral: Sampler = (denoise, noise, schedule, steps, options = {}) => {
  const course = eulerCourse(schedule, steps, 'zero');
  return walkSlopes(ancestralStep, course, denoise, noise, schedule, steps, options);
};

function eulerCourse(schedule: Schedule, steps: number, final: FinalSigma): Course {
  const timesteps = spacedTimesteps(schedule.config, steps).map(fround);
  const table = sigmaTable(schedule);
  return { timesteps, sigmas: [...sigmasAt(table, timesteps), finalSigmaOf(table, final)] };
}

/** The same ends with Karras' sigmas between them, and the fractions of timesteps where those lie. */
function karrasCourse({ sigmas }: Course, table: Float32Array): Course {
  const steps = sigmas.length - 1;
  const between = karrasSigmas(sigmas[0] ?? 0, sigmas[steps - 1] ?? 0, steps);
  const logs = table.map(Math.log);
  return {
    timesteps: between.map((sigma) => fround(timestepOf(sigma, logs))),
    sigmas: [...between.map(fround), sigmas[steps] ?? 0],
  };
}

/** From sigma to the next; `wide` is the latent scaled by sqrt(sigma^2 + 1). */
type WideStep = (
  wide: Float32Array,
  guess: Float32Array,
  sigma: number,
  next: number,
  options: SamplerOptions,
) => Float32Array;

function walkSlopes(
  step: WideStep,
  whole: Course,
  ...[denoise, noise, { config }, steps, options = {}]: Parameters<Sampler>
): ReturnType<Sampler> {
  const { picture, held } = options;
  const course = shortened(whole, steps, picture);
  let wide = begunWide(noise, course, config.spacing === 'leading', options);
  const advance: Advance = (x, output, k) => {
    const [sigma = 0, next = 0] = course.sigmas.slice(k, k + 2);
    if (held !== undefined && k > 0) wide = widened(x, sigma);
    const guess = guessOf(config.predictionType, wide, output, sigma);
    wide = step(wide, guess, sigma, next, options);
    const clean = k === course.timesteps.length - 1;
    return { x: clean ? wide : narrowed(wide, next), guess };
  };
  const begun = { ...beginning(noise, course, picture), x: narrowed(wide, course.sigmas[0] ?? 0) };
  return walk(denoise, begun, course, advance, held);
}

/** With leading spacing diffusers starts from noise of the picture's variance too. */
function begunWide(
  noise: Float32Array,
  { sigmas }: Course,
  leading: boolean,
  { picture }: SamplerOptions,
): Float32Array {
  const largest = sigmas[0] ?? 0;
  if (picture !== undefined) return combine(picture.latent, 1, noise, largest);
  const start = leading ? Math.hypot(largest, 1) : largest;
  return noise.map((value) => value * start);
}

function guessOf(
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
  const width = fround(next - sigma);
  return wide.map((value, k) => {
    const slope = fround(fround(value - (guess[k] ?? 0)) / sigma);
    return value + fround(slope * width);
  });
}

function ancestralStep(
  wide: Float32Array,
  guess: Float32Array,
  sigma: number,
  next: number,
  options: SamplerOptions,
): Float32Array {
  const [from, to] = [fround(sigma * sigma), fround(next * next)];
  const up = fround(Math.sqrt(fround(fround(to * fround(from - to)) / from)));
  const down = fround(Math.sqrt(fround(to - fround(up * up))));
  const lower = eulerStep(wide, guess, sigma, down);
  return combine(lower, 1, freshNoise(options, wide.length), up);
}

function widened(x: Float32Array, sigma: number): Float32Array {
  return x.map((value) => value * Math.hypot(sigma, 1));
}

function narrowed(wide: Float32Array, sigma: number): Float32Array {
  const scale = 1 / Math.hypot(sigma, 1);
  return wide.map((value) => value * scale);
}
