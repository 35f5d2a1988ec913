import { numpy as np } from '@jax-js/jax';
import type { Random } from '../../core/random.ts';

/** Random first weights, [rows, columns], of a standard deviation that keeps sizes through the layer. */
export function freshMatrix(rows: number, columns: number, random: Random, scale = 1): np.Array {
  const deviation = scale / Math.sqrt(rows);
  return np
    .array(random.normals(rows * columns).map((value) => value * deviation))
    .reshape([rows, columns]);
}

/** One row for each of the ids, 1 at the id and 0 elsewhere, [...shape, size]. */
export function oneHot(ids: readonly number[], shape: readonly number[], size: number): np.Array {
  const data = new Float32Array(ids.length * size);
  ids.forEach((id, k) => (data[k * size + id] = 1));
  return np.array(data).reshape([...shape, size]);
}

/** Mean 0 and variance 1 along the last axis. */
export function normalised(x: np.Array): np.Array {
  const mean = np.mean(x.ref, -1, { keepdims: true });
  const centred = x.sub(mean);
  const variance = np.mean(np.square(centred.ref), -1, { keepdims: true });
  return centred.div(np.sqrt(variance.add(1e-5)));
}
