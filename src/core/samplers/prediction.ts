import type { PredictionType } from '../scheduleConfig.ts';
import { combine } from './combine.ts';

export interface Prediction {
  x0: Float32Array;
  noise: Float32Array;
}

/** Both parts of `x = signal * x0 + spread * noise` from what the model said of one of them. */
export function predict(
  type: PredictionType,
  x: Float32Array,
  output: Float32Array,
  signal: number,
  spread: number,
): Prediction {
  switch (type) {
    case 'sample':
      return { x0: output, noise: combine(x, 1 / spread, output, -signal / spread) };
    case 'epsilon':
      return { x0: combine(x, 1 / signal, output, -spread / signal), noise: output };
    case 'v_prediction':
      return {
        x0: combine(x, signal, output, -spread),
        noise: combine(output, signal, x, spread),
      };
  }
}

/** The guess held in [-limit, limit]; null leaves it alone. */
export function clipped(x0: Float32Array, limit: number | null): Float32Array {
  return limit === null ? x0 : x0.map((value) => Math.min(Math.max(value, -limit), limit));
}
