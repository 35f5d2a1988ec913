import type { ScheduleConfig } from './scheduleConfig.ts';

/** A noise schedule as a model was trained with. */
export interface Schedule {
  config: ScheduleConfig;
  /** The share of the clean picture's variance at each training timestep, `alphas_cumprod`, in [0, 1]. */
  alphaBars: Float32Array;
}

/** The schedule in float32 at every point where diffusers keeps float32, so that both agree. */
export function makeSchedule(config: ScheduleConfig): Schedule {
  const betas = trainingBetas(config);
  const alphaBars = cumulativeProduct(betas.map((beta) => 1 - beta));
  if (!config.zeroTerminalSnr) return { config, alphaBars };
  return { config, alphaBars: withZeroTerminalSnr(alphaBars) };
}

function trainingBetas({
  betaStart,
  betaEnd,
  betaSchedule,
  trainSteps,
}: ScheduleConfig): Float32Array {
  if (betaSchedule === 'linear') return linspace(betaStart, betaEnd, trainSteps);
  return linspace(Math.sqrt(betaStart), Math.sqrt(betaEnd), trainSteps).map((root) => root * root);
}

/** `torch.linspace` in float32: counted from the nearer end. */
function linspace(start: number, end: number, count: number): Float32Array {
  const { fround } = Math;
  const [first, last] = [fround(start), fround(end)];
  const step = fround(fround(last - first) / (count - 1));
  return Float32Array.from({ length: count }, (_, k) =>
    k < count / 2 ? first + step * k : last - step * (count - 1 - k),
  );
}

function cumulativeProduct(factors: Float32Array): Float32Array {
  let product = 1;
  return factors.map((factor) => (product *= factor));
}

/** Shifts and scales the square roots so that the last one is zero (Lin et al. 2023, algorithm 1). */
function withZeroTerminalSnr(alphaBars: Float32Array): Float32Array {
  const { fround } = Math;
  const roots = alphaBars.map(Math.sqrt);
  const first = roots[0] ?? 1;
  const last = roots.at(-1) ?? 0;
  const scale = fround(first / fround(first - last));
  const bars = roots.map((root) => fround(fround(root - last) * scale) ** 2);
  const alphas = bars.map((bar, k) => (k === 0 ? bar : bar / (bars[k - 1] ?? 1)));
  return cumulativeProduct(alphas.map((alpha) => 1 - fround(1 - alpha)));
}

/** The training timesteps that a run of `steps` visits, from the noisiest on; `linspace` may give fractions. */
export function spacedTimesteps(config: ScheduleConfig, steps: number): number[] {
  const { trainSteps, spacing, stepsOffset } = config;
  switch (spacing) {
    case 'linspace': {
      const stride = steps === 1 ? 0 : (trainSteps - 1) / (steps - 1);
      return range(steps, (k) => (steps - 1 - k) * stride);
    }
    case 'leading': {
      const stride = Math.floor(trainSteps / steps);
      return range(steps, (k) => (steps - 1 - k) * stride + stepsOffset);
    }
    case 'trailing': {
      const stride = trainSteps / steps;
      const delta = trainSteps - stride - trainSteps; // as numpy.arange rounds it
      const count = Math.ceil(trainSteps / stride);
      return range(count, (k) => roundHalfToEven(trainSteps + k * delta) - 1);
    }
  }
}

function range(count: number, value: (k: number) => number): number[] {
  return Array.from({ length: count }, (_, k) => value(k));
}

/** numpy's rounding. */
export function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
