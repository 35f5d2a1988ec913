import { Failure } from '../failure.ts';
import { makeSchedule, roundHalfToEven, spacedTimesteps } from '../schedule.ts';
import type { ScheduleConfig } from '../scheduleConfig.ts';
import { sigmaOf } from '../sigmas.ts';
import { combine, weightedSum } from './combine.ts';
import { alphaBarAt } from './ddim.ts';
import { predict } from './prediction.ts';
import type { Sampler } from './sampler.ts';
import type { Advance } from './walk.ts';
import { beginning, shortened, walk } from './walk.ts';

/** Adams and Bashforth's weights for one to four answers, the newest first. */
const multistep = [
  [1],
  [3 / 2, -1 / 2],
  [23 / 12, -16 / 12, 5 / 12],
  [55 / 24, -59 / 24, 37 / 24, -9 / 24],
] as const;

/**
 * Pseudo linear multistep (Liu et al. 2022, formulas 9 and 12) as diffusers' PNDMScheduler with
 * `skip_prk_steps`, which Stable Diffusion's configs set: the second timestep is asked twice instead
 * of a Runge-Kutta warm-up, so two or more steps take one call more. It knows no zero terminal SNR.
 */
export const pndm: Sampler = (denoise, noise, schedule, steps, { picture, held } = {}) => {
  const config = { ...schedule.config, zeroTerminalSnr: false };
  const plain = makeSchedule(config);
  const at = (timestep: number): number => alphaBarAt(plain, timestep);
  const timesteps = pndmTimesteps(config, steps);
  const stride = Math.floor(config.trainSteps / steps);
  const sigmas = [...timesteps, -1].map((timestep) => sigmaOf(at(timestep)));
  const course = shortened({ timesteps, sigmas }, steps, picture);
  let answers: Float32Array[] = []; // the newest first
  let warmUp = noise;
  const advance: Advance = (x, output, k) => {
    const asked = course.timesteps[k] ?? 0;
    const guess = predictedAt(config, x, output, at(asked)).x0;
    if (k === 1) {
      const mean = weightedSum([output, ...answers], [0.5, 0.5]);
      return { guess, x: transfer(config, warmUp, mean, at(asked + stride), at(asked)) };
    }
    if (k === 0) warmUp = x;
    answers = [output, ...answers].slice(0, 4);
    const answer = weightedSum(answers, multistep[answers.length - 1] ?? []);
    return { guess, x: transfer(config, x, answer, at(asked), at(asked - stride)) };
  };
  return walk(denoise, beginning(noise, course, picture), course, advance, held);
};

/** The second timestep comes twice. */
export function pndmTimesteps(config: ScheduleConfig, steps: number): number[] {
  const timesteps = spacedTimesteps(config, steps).map(roundHalfToEven);
  return [...timesteps.slice(0, 2), ...timesteps.slice(1)];
}

/** From the share `from` of signal to `to`, along what the model answered at `from`. */
function transfer(
  config: ScheduleConfig,
  x: Float32Array,
  answer: Float32Array,
  from: number,
  to: number,
): Float32Array {
  const { noise } = predictedAt(config, x, answer, from);
  const width = from * Math.sqrt(1 - to) + Math.sqrt(from * (1 - from) * to);
  return combine(x, Math.sqrt(to / from), noise, (from - to) / width);
}

function predictedAt(
  { predictionType }: ScheduleConfig,
  x: Float32Array,
  output: Float32Array,
  alphaBar: number,
): ReturnType<typeof predict> {
  if (predictionType === 'sample') {
    throw new Failure(
      'packBroken',
      'scheduler_config.json: PNDM knows no prediction of the picture.',
    );
  }
  return predict(predictionType, x, output, Math.sqrt(alphaBar), Math.sqrt(1 - alphaBar));
}
