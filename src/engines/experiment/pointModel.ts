import { nn, numpy as np } from '@jax-js/jax';
import type { Random } from '../../core/random.ts';
import { freshMatrix } from './matrices.ts';

/** Noise levels from almost none to nothing but noise. */
export const levels = 50;
const width = 64;
const waves = 4;
/** x, y, and the noise level as waves. */
export const inputs = 2 + 2 * waves;

/** Widths from what goes in to the noise that comes out. */
const sizes = [inputs, width, width, width, 2];

// A type and not an interface, as jax-js asks of what its transformations take.
export type PointWeights = Record<`weight${number}` | `bias${number}`, np.Array>;

export function freshPointWeights(random: Random): PointWeights {
  const layers = sizes.slice(1).map((size, k) => ({
    [`weight${k}`]: freshMatrix(sizes[k] ?? 0, size, random, k === 3 ? 0.1 : 1.4),
    [`bias${k}`]: np.zeros([size]),
  }));
  return Object.assign({}, ...layers) as PointWeights;
}

/** The noise it takes noisy points for, [B, 2], of rows as `noisyRow` makes them, [B, inputs]. */
export function guessedNoise(weights: PointWeights, rows: np.Array): np.Array {
  let x = rows;
  for (let k = 0; k + 1 < sizes.length; k++) {
    const [weight, bias] = [weights[`weight${k}`], weights[`bias${k}`]];
    if (weight === undefined || bias === undefined) throw new Error(`no layer ${k}`);
    const y = np.matmul(x, weight).add(bias);
    x = k + 2 < sizes.length ? nn.silu(y) : y;
  }
  return x;
}

/** The mean square error of the guess. */
export function pointLoss(weights: PointWeights, rows: np.Array, noise: np.Array): np.Array {
  return np.mean(np.square(guessedNoise(weights, rows).sub(noise)));
}

/** The share of the signal's power at a level in [0, levels]: 1 at level 0, near 0 at the last (Nichol and Dhariwal, 2021). */
export function signalPower(level: number): number {
  const wave = (at: number): number =>
    Math.cos((((at / levels + 0.008) / 1.008) * Math.PI) / 2) ** 2;
  return Math.min(0.9999, Math.max(0.0005, wave(level) / wave(0)));
}

/** What the network reads of one noisy point: its place, and the noise level as waves. */
export function noisyRow(x: number, y: number, level: number): number[] {
  const at = level / levels;
  const phases = Array.from({ length: waves }, (_, k) => at * Math.PI * 2 ** k);
  return [x, y, ...phases.map(Math.sin), ...phases.map(Math.cos)];
}
