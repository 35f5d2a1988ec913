import type { SamplerName } from './run.ts';
import { ddim } from './samplers/ddim.ts';
import { dpmSolver } from './samplers/dpmSolver.ts';
import { euler, eulerAncestral } from './samplers/euler.ts';
import { lcm } from './samplers/lcm.ts';
import { pndm } from './samplers/pndm.ts';
import type { Sampler } from './samplers/sampler.ts';

export { stepsWalked } from './samplers/walk.ts';
export type { Denoise, Picture, Sampler, SamplerOptions, SamplerStep } from './samplers/sampler.ts';

/** Every sampler by its name; those that add noise need `random` among the options. */
export const samplers: Record<SamplerName, Sampler> = {
  ddim,
  euler,
  eulerAncestral,
  dpm2m: dpmSolver({ karras: false, stochastic: false }),
  dpm2mKarras: dpmSolver({ karras: true, stochastic: false }),
  dpm2mSde: dpmSolver({ karras: false, stochastic: true }),
  dpm2mSdeKarras: dpmSolver({ karras: true, stochastic: true }),
  lcm,
  pndm,
};
