import type { Schedule } from '../schedule.ts';
import { roundHalfToEven, spacedTimesteps } from '../schedule.ts';
import type { ScheduleConfig } from '../scheduleConfig.ts';
import { finalSigmaOf, karrasSigmas, sigmasAt, sigmaTable, timestepOf } from '../sigmas.ts';
import { weightedSum } from './combine.ts';
import { predict } from './prediction.ts';
import type { Sampler } from './sampler.ts';
import { freshNoise } from './sampler.ts';
import type { Advance, Course } from './walk.ts';
import { beginning, shortened, walk } from './walk.ts';

/** Which DPM++: how its sigmas lie, and whether each step adds noise. */
interface Kind {
  karras: boolean;
  stochastic: boolean;
}

/**
 * DPM-Solver++ of second order over two steps (Lu et al. 2022, algorithm 2), and its SDE form, as
 * diffusers' DPMSolverMultistepScheduler.
 */
export function dpmSolver({ karras, stochastic }: Kind): Sampler {
  return (denoise, noise, schedule, steps, options = {}) => {
    const { picture, held } = options;
    const { config } = schedule;
    const whole = dpmCourse(schedule, steps, karras);
    const course = shortened(whole, steps, picture);
    const lastOfFirstOrder = endsInFirstOrder(config, whole) ? course.timesteps.length - 1 : -1;
    let before: Float32Array | null = null;
    const advance: Advance = (x, output, k) => {
      const [now = 0, next = 0] = course.sigmas.slice(k, k + 2);
      const { signal, spread } = levelAt(now);
      const guess = predict(config.predictionType, x, output, signal, spread).x0;
      const rates = ratesOf(now, next, stochastic, config.solver.type);
      const earlier = course.sigmas[k - 1] ?? now;
      const ratio = k === lastOfFirstOrder ? 0 : strideRatio(earlier, now, next);
      const slope = ratio === 0 ? 0 : rates.curve * ratio;
      const parts = [x, guess, before ?? guess];
      const weights = [rates.keep, rates.gain + slope, -slope];
      if (stochastic) {
        parts.push(freshNoise(options, x.length));
        weights.push(rates.grain);
      }
      before = guess;
      return { x: weightedSum(parts, weights), guess };
    };
    return walk(denoise, beginning(noise, course, picture), course, advance, held);
  };
}

/** Timesteps and sigmas; unlike other schedulers this one leaves the cleanest timestep to the end. */
export function dpmCourse(schedule: Schedule, steps: number, karras: boolean): Course {
  const table = sigmaTable(schedule);
  const final = finalSigmaOf(table, schedule.config.finalSigma);
  if (karras) {
    const sigmas = karrasSigmas(table.at(-1) ?? 0, table[0] ?? 0, steps);
    const logs = table.map(Math.log);
    const timesteps = sigmas.map((sigma) => roundHalfToEven(timestepOf(sigma, logs)));
    return { timesteps, sigmas: [...sigmas.map(Math.fround), final] };
  }
  const timesteps = dpmTimesteps(schedule.config, steps);
  return { timesteps, sigmas: [...sigmasAt(table, timesteps), final] };
}

function dpmTimesteps(config: ScheduleConfig, steps: number): number[] {
  if (config.spacing === 'trailing') return spacedTimesteps(config, steps);
  return spacedTimesteps(config, steps + 1)
    .slice(0, -1)
    .map(roundHalfToEven);
}

/** Few steps end more calmly with one of first order; a last step to sigma 0 can be nothing else. */
function endsInFirstOrder({ solver, finalSigma }: ScheduleConfig, { timesteps }: Course): boolean {
  const { eulerAtFinal, lowerOrderFinal } = solver;
  return eulerAtFinal || (lowerOrderFinal && timesteps.length < 15) || finalSigma === 'zero';
}

/** What a step from sigma `now` to `next` takes of each part. */
interface Rates {
  /** Of the latent. */
  keep: number;
  /** Of the guess. */
  gain: number;
  /** Of the change of the guess over one such stride. */
  curve: number;
  /** Of fresh noise. */
  grain: number;
}

function ratesOf(
  now: number,
  next: number,
  stochastic: boolean,
  type: ScheduleConfig['solver']['type'],
): Rates {
  const [from, to] = [levelAt(now), levelAt(next)];
  const stride = Math.log(now / next);
  const decay = stochastic ? 2 * stride : stride;
  const loss = -Math.expm1(-decay);
  const gain = to.signal * loss;
  return {
    keep: (to.spread / from.spread) * (stochastic ? Math.exp(-stride) : 1),
    gain,
    curve: type === 'heun' ? to.signal - gain / decay : gain / 2,
    grain: to.spread * Math.sqrt(loss),
  };
}

/**
 * How much longer this stride is than the one before, in the logarithm of sigma; 0 after or in a
 * stride of no length, which rounding to whole timesteps can give and which teaches no slope.
 */
function strideRatio(earlier: number, now: number, next: number): number {
  return earlier === now || now === next ? 0 : Math.log(now / next) / Math.log(earlier / now);
}

/** Signal and noise in a latent of unit variance at a sigma. */
function levelAt(sigma: number): { signal: number; spread: number } {
  const signal = 1 / Math.hypot(sigma, 1);
  return { signal, spread: sigma * signal };
}
