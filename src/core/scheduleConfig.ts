import { why } from './detail.ts';
import { Failure } from './failure.ts';
import type { SamplerName } from './run.ts';

export const predictionTypes = ['epsilon', 'v_prediction', 'sample'] as const;
export type PredictionType = (typeof predictionTypes)[number];
const spacings = ['leading', 'trailing', 'linspace'] as const;
type Spacing = (typeof spacings)[number];
const betaSchedules = ['linear', 'scaled_linear'] as const;
const solverTypes = ['midpoint', 'heun'] as const;
/** Solvers of DEIS and UniPC, in whose place diffusers' DPM++ takes the midpoint; other samplers read none. */
const foreignSolvers = ['logrho', 'bh1', 'bh2'] as const;
const finalSigmas = ['zero', 'sigma_min'] as const;
export type FinalSigma = (typeof finalSigmas)[number];

/** What a diffusers `scheduler_config.json` says, with diffusers' defaults where it is silent. */
export interface ScheduleConfig {
  trainSteps: number;
  betaStart: number;
  betaEnd: number;
  betaSchedule: (typeof betaSchedules)[number];
  zeroTerminalSnr: boolean;
  predictionType: PredictionType;
  spacing: Spacing;
  stepsOffset: number;
  setAlphaToOne: boolean;
  /** DDIM and LCM clamp their guess to [-clip, clip]; null leaves it alone. */
  clip: number | null;
  /** Whether Euler's sigmas lie as Karras et al. lay them; for DPM++ the sampler's name says so. */
  karras: boolean;
  /** What Euler and DPM++ end at: no noise, or that of the first training timestep. */
  finalSigma: FinalSigma;
  /** What only DPM++ reads. */
  solver: {
    type: (typeof solverTypes)[number];
    lowerOrderFinal: boolean;
    eulerAtFinal: boolean;
  };
  /** What only LCM reads: the number of steps it was distilled at, and the scale of its boundary. */
  consistency: { steps: number; timestepScaling: number };
}

/** Switches of diffusers' schedulers that change a run and that nothing here follows. */
const unsupported = [
  'thresholding',
  'use_exponential_sigmas',
  'use_beta_sigmas',
  'use_flow_sigmas',
  'use_lu_lambdas',
] as const;

/** What diffusers' schedulers assume where the file is silent, as far as they differ. */
interface Assumptions {
  betas: readonly [start: number, end: number, kind: ScheduleConfig['betaSchedule']];
  spacing: Spacing;
  setAlphaToOne: boolean;
  clips: boolean;
}

const ddimAssumes: Assumptions = {
  betas: [0.0001, 0.02, 'linear'],
  spacing: 'leading',
  setAlphaToOne: true,
  clips: true,
};
const sigmasAssume: Assumptions = { ...ddimAssumes, spacing: 'linspace' };
const assumptions: Record<SamplerName, Assumptions> = {
  ddim: ddimAssumes,
  euler: sigmasAssume,
  eulerAncestral: sigmasAssume,
  dpm2m: sigmasAssume,
  dpm2mKarras: sigmasAssume,
  dpm2mSde: sigmasAssume,
  dpm2mSdeKarras: sigmasAssume,
  lcm: { ...ddimAssumes, betas: [0.00085, 0.012, 'scaled_linear'], clips: false },
  pndm: { ...ddimAssumes, setAlphaToOne: false },
};

/**
 * Reads a parsed `scheduler_config.json` as the diffusers scheduler of that sampler does; a value it
 * cannot follow is a `packBroken` Failure.
 */
export function parseScheduleConfig(value: unknown, sampler: SamplerName = 'ddim'): ScheduleConfig {
  const { betas, spacing, setAlphaToOne, clips: clipsUnsaid } = assumptions[sampler];
  const fields = new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const read = new FieldReader(fields);
  for (const name of unsupported) if (read.boolean(name, false)) refuse(name, true);
  read.oneOf('interpolation_type', ['linear'], 'linear');
  read.oneOf('timestep_type', ['discrete'], 'discrete');
  if (fields.get('trained_betas') != null) refuse('trained_betas', fields.get('trained_betas'));
  const clips = read.boolean('clip_sample', clipsUnsaid);
  const clip = read.number('clip_sample_range', 1);
  return {
    trainSteps: read.number('num_train_timesteps', 1000),
    betaStart: read.number('beta_start', betas[0]),
    betaEnd: read.number('beta_end', betas[1]),
    betaSchedule: read.oneOf('beta_schedule', betaSchedules, betas[2]),
    zeroTerminalSnr: read.boolean('rescale_betas_zero_snr', false),
    predictionType: read.oneOf('prediction_type', predictionTypes, 'epsilon'),
    spacing: read.oneOf('timestep_spacing', spacings, spacing),
    stepsOffset: read.number('steps_offset', 0),
    setAlphaToOne: read.boolean('set_alpha_to_one', setAlphaToOne),
    clip: clips ? clip : null,
    karras: read.boolean('use_karras_sigmas', false),
    finalSigma: read.oneOf('final_sigmas_type', finalSigmas, 'zero'),
    solver: {
      type: solverOf(read.oneOf('solver_type', [...solverTypes, ...foreignSolvers], 'midpoint')),
      lowerOrderFinal: read.boolean('lower_order_final', true),
      eulerAtFinal: read.boolean('euler_at_final', false),
    },
    consistency: {
      steps: read.number('original_inference_steps', 50),
      timestepScaling: read.number('timestep_scaling', 10),
    },
  };
}

function solverOf(
  name: (typeof solverTypes)[number] | (typeof foreignSolvers)[number],
): ScheduleConfig['solver']['type'] {
  return solverTypes.find((type) => type === name) ?? 'midpoint';
}

class FieldReader {
  readonly #fields: ReadonlyMap<string, unknown>;

  constructor(fields: ReadonlyMap<string, unknown>) {
    this.#fields = fields;
  }

  number(name: string, fallback: number): number {
    const value = this.#fields.get(name) ?? fallback;
    return typeof value === 'number' && Number.isFinite(value) ? value : refuse(name, value);
  }

  boolean(name: string, fallback: boolean): boolean {
    const value = this.#fields.get(name) ?? fallback;
    return typeof value === 'boolean' ? value : refuse(name, value);
  }

  oneOf<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const value = this.#fields.get(name) ?? fallback;
    return choices.find((choice) => choice === value) ?? refuse(name, value);
  }
}

function refuse(name: string, value: unknown): never {
  const shown = JSON.stringify(value);
  throw new Failure('packBroken', why('oddValue', 'scheduler_config.json', name, shown));
}
