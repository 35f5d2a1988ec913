import type { Schedule } from './schedule.ts';
import type { FinalSigma } from './scheduleConfig.ts';

const { fround } = Math;

/** Noise over signal, sqrt((1 - a) / a), for the share `alphaBar` of signal; Infinity for none. */
export function sigmaOf(alphaBar: number): number {
  return Math.sqrt((1 - alphaBar) / alphaBar);
}

/** The share of signal at a sigma: what `sigmaOf` came from. */
export function alphaBarOf(sigma: number): number {
  return 1 / (sigma * sigma + 1);
}

/** What diffusers takes for pure noise: about 2^-24 of signal. */
const pureNoise = 4096;

/** Sigma at every training timestep, float32. */
export function sigmaTable({ config, alphaBars }: Schedule): Float32Array {
  return alphaBars.map((alphaBar) => {
    if (config.zeroTerminalSnr && alphaBar === 0) return pureNoise;
    return fround(fround(1 - alphaBar) / alphaBar) ** 0.5;
  });
}

/** The sigma that a run ends at. */
export function finalSigmaOf(table: Float32Array, final: FinalSigma): number {
  return final === 'zero' ? 0 : (table[0] ?? 0);
}

/** Sigmas at (perhaps fractional) timesteps, on straight lines between those of the table. */
export function sigmasAt(table: Float32Array, timesteps: readonly number[]): number[] {
  return timesteps.map((timestep) => {
    const low = Math.min(Math.max(Math.floor(timestep), 0), table.length - 1);
    const high = Math.min(low + 1, table.length - 1);
    const below = table[low] ?? 0;
    return fround(below + (timestep - low) * ((table[high] ?? 0) - below));
  });
}

/** The sigmas of Karras et al. 2022, formula 5, with rho 7, from the largest to the smallest. */
export function karrasSigmas(largest: number, smallest: number, steps: number): number[] {
  const rho = 7;
  const [from, to] = [largest ** (1 / rho), smallest ** (1 / rho)];
  return Array.from({ length: steps }, (_, k) => {
    const share = k === 0 ? 0 : k / (steps - 1);
    return (from + share * (to - from)) ** rho;
  });
}

/** The (fractional) timestep of a sigma, on straight lines between `logs`, the table's logarithms. */
export function timestepOf(sigma: number, logs: Float32Array): number {
  const logSigma = Math.log(Math.max(sigma, 1e-10));
  const above = logs.findIndex((log) => log > logSigma);
  const low = Math.min(Math.max((above === -1 ? logs.length : above) - 1, 0), logs.length - 2);
  const [from = 0, to = 0] = logs.subarray(low, low + 2);
  return low + Math.min(Math.max((from - logSigma) / (from - to), 0), 1);
}
